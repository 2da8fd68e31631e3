import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { aContext, anActor, aUser, outcomes } from '@/lib/testing/operation-fixtures'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { getUser } from './get-user'
import { listUsers } from './list-users'
import { nameKey } from '@/lib/fields/name-key'
import { listUsersQuerySchema, updateProfileSchema } from './schemas'
import { updateUser } from './update-user'
import { encodeUserCursor } from './user-cursor'
import { usernameKey } from '@/lib/fields/username-key'

const PUBLIC_FIELDS = ['avatarHash', 'bio', 'createdAt', 'id', 'location', 'name', 'number', 'username', 'website']
let ctx: Context

beforeAll(async () => {
  const reader = await named('reader', '')
  ctx = aContext({ actor: await anActor(reader) })
})

describe('listUsers', () => {
  it('finds by the start of the username or name, for any case and Unicode form', async () => {
    const ids = [
      await named('Maryam.01', 'Maryam'),
      await named('x-1', 'maryam Mirzakhani'),
      await named('x-2', 'Ada Maryam'),
    ].map(({ id }) => id)
    for (const query of ['maryam', 'MARYAM', 'ｍａｒｙ']) expect(await idsFor(query)).toEqual(ids.slice(0, 2))
    expect(await idsFor('maryam.01')).toEqual(ids.slice(0, 1))
    expect(await idsFor('aryam')).toEqual([])
  })

  it('has no wildcards: every character matches only itself', async () => {
    const [underscore, letter, percent] = [
      await named('wild_card', ''),
      await named('wildxcard', ''),
      await named('w-1', '100% wild'),
    ]
    expect(await idsFor('wild_')).toEqual([underscore.id])
    expect(await idsFor('wild')).toEqual([underscore.id, letter.id])
    expect(await idsFor('100%')).toEqual([percent.id])
    for (const query of ['%', '_', '%card', 'wild\\', "wild' OR 1=1 --", '*', '[a-z]'])
      expect(await idsFor(query)).toEqual([])
  })

  it('never finds by email address', async () => {
    const user = await aUser({ username: 'plain-name', usernameKey: 'plain-name', email: 'hidden.address@example.com' })
    for (const query of ['hidden', 'hidden.address@example.com', '@', user.email])
      expect(await idsFor(query)).toEqual([])
  })

  it('leaves out users that are disabled or scheduled for deletion', async () => {
    await named('gone-1', '', { disabledAt: new Date() })
    await named('gone-2', '', { deletionDueAt: new Date() })
    expect(await idsFor('gone-')).toEqual([])
  })

  it('returns each user once, page by page, even while others join', async () => {
    const made = [
      ...(await Promise.all(
        ['a', 'b', 'c', 'd'].map((letter) => named(`page-${letter}`, letter < 'c' ? 'Page-one' : '')),
      )),
      ...(await Promise.all(
        ['e', 'f', 'g', 'h'].map((letter) => named(`other-${letter}`, letter < 'g' ? 'Page-one' : `Page-${letter}`)),
      )),
    ].map(({ id }) => id)
    for (const limit of [1, 2, 3, 5]) {
      const seen = await pagesOf('page-', limit)
      expect(seen.toSorted()).toEqual(made.toSorted())
      // Usernames first, then names.
      expect(seen.slice(0, 4)).toEqual(made.slice(0, 4))
      expect(seen.slice(4, 6)).toEqual(made.slice(6))
      expect(new Set(seen.slice(6))).toEqual(new Set(made.slice(4, 6)))
    }
    const first = await listUsers({ query: 'page-', limit: 2 }, ctx)
    made.push((await named('page-zz', '')).id, (await named('other-zz', 'Page-zz')).id)
    await named('page-0', 'Before the page that was seen')
    const rest = await pagesOf('page-', 2, first.nextCursor ?? '')
    expect([...first.users.map(({ id }) => id), ...rest].toSorted()).toEqual(made.toSorted())
  })

  it('lists all in the order of creation', async () => {
    const made = await many('listed', 5)
    const seen = await pagesOf(undefined, 2)
    expect(seen.filter((id) => made.includes(id))).toEqual(made)
    expect(seen).toEqual(seen.toSorted())
  })

  it('refuses a cursor that it did not issue', async () => {
    for (const cursor of [
      'x',
      '',
      Buffer.from('{"by":"email","key":"a"}').toString('base64url'),
      Buffer.from('[]').toString('base64url'),
    ])
      await expect(listUsers({ query: 'page-', cursor, limit: 2 }, ctx)).rejects.toMatchObject({
        code: 'invalid_input',
      })
  })

  it('refuses a cursor with text that no database accepts (S60)', async () => {
    for (const odd of ['\u0000', 'page-\u0000', '\ud800']) {
      const places = [
        { by: 'username', key: odd },
        { by: 'name', key: odd, id: randomUUID() },
        { by: 'name', key: 'page-', id: odd },
      ]
      for (const place of places) {
        const cursor = Buffer.from(JSON.stringify(place)).toString('base64url')
        await expect(listUsers({ query: 'page-', cursor, limit: 2 }, ctx)).rejects.toMatchObject({
          code: 'invalid_input',
        })
      }
    }
  })

  it('finds names that folding makes eighteen times as long, with cursors that work', async () => {
    const names = ['ﷺ'.repeat(100), 'ﷺ'.repeat(99), `ﷺ${'🙂'.repeat(49)}`, `ﷺ${'"'.repeat(99)}`, 'ﷺ']
    const ids: string[] = []
    for (const name of names) {
      const user = await aUser()
      await updateUser(
        { id: user.id, ...updateProfileSchema.parse({ name }) },
        aContext({ actor: await anActor(user) }),
      )
      ids.push(user.id)
    }
    expect((await pagesOf('ﷺ', 1)).toSorted()).toEqual(ids.toSorted())
    expect((await idsFor('ﷺ'.repeat(100))).toSorted()).toEqual(ids.slice(0, 2).toSorted())
    for (const place of ['"'.repeat(100), '🙂'.repeat(100)].map((key) => ({
      by: 'name' as const,
      key,
      id: randomUUID(),
    })))
      expect(listUsersQuerySchema.safeParse({ cursor: encodeUserCursor(place) }).success).toBe(true)
  })

  it('has no next page when the last page is exactly full', async () => {
    await many('full', 2)
    expect((await listUsers({ query: 'full-', limit: 2 }, ctx)).nextCursor).toBeNull()
  })

  it('shows only public fields (S53)', async () => {
    await named('public-1', 'Public')
    const { users } = await listUsers({ query: 'public-1', limit: 5 }, ctx)
    expect(users.map((user) => Object.keys(user).toSorted())).toEqual([PUBLIC_FIELDS])
  })

  it('refuses when nobody is logged in', async () => {
    await expect(listUsers({ limit: 5 }, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })
})

describe('getUser', () => {
  it('shows only public fields of another user (S53)', async () => {
    const { id } = await named('somebody', 'Some Body')
    const user = await getUser({ id }, ctx)
    expect(Object.keys(user).toSorted()).toEqual(PUBLIC_FIELDS)
    expect(user).toMatchObject({ id, username: 'somebody', name: 'Some Body' })
  })

  it('does not find users that are unknown, disabled or scheduled for deletion', async () => {
    const gone = [
      await named('gone-3', '', { disabledAt: new Date() }),
      await named('gone-4', '', { deletionDueAt: new Date() }),
    ]
    const calls = [...gone.map(({ id }) => id), randomUUID(), ''].map((id) => getUser({ id }, ctx))
    expect(await outcomes(calls)).toEqual({ succeeded: 0, codes: Array(4).fill('not_found') })
  })

  it('refuses when nobody is logged in', async () => {
    const { id } = await named('somebody-else', '')
    await expect(getUser({ id }, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })
})

describe('updateUser', () => {
  it('changes the caller’s own profile', async () => {
    const user = await aUser()
    await updateUser({ id: user.id, bio: 'New here' }, aContext({ actor: await anActor(user) }))
    expect(await (await database()).user.findUnique({ where: { id: user.id } })).toMatchObject({ bio: 'New here' })
  })

  it('refuses any other id, even to an administrator or for an unknown id, and changes nothing (S51)', async () => {
    const [user, admin, other] = [await aUser(), await aUser({ role: 'admin' }), await aUser()]
    for (const actor of [await anActor(user), await anActor(admin)]) {
      for (const id of [other.id, randomUUID()]) {
        await expect(updateUser({ id, bio: 'Taken over' }, aContext({ actor }))).rejects.toMatchObject({
          code: 'forbidden',
        })
      }
    }
    expect(await (await database()).user.findUnique({ where: { id: other.id } })).toMatchObject({ bio: '' })
  })
})

async function idsFor(query: string) {
  const { users } = await listUsers({ query, limit: 100 }, ctx)
  return users.map(({ id }) => id)
}

async function pagesOf(query: string | undefined, limit: number, from?: string) {
  const seen: string[] = []
  let cursor = from
  do {
    // As in a URL.
    const page = await listUsers({ query, ...listUsersQuerySchema.parse({ cursor, limit }) }, ctx)
    expect(page.users.length).toBeLessThanOrEqual(limit)
    seen.push(...page.users.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return seen
}

function named(username: string, name: string, overrides: Record<string, unknown> = {}) {
  return aUser({
    username,
    usernameKey: usernameKey(username),
    email: `${randomUUID()}@example.com`,
    name,
    nameKey: nameKey(name),
    ...overrides,
  })
}

async function many(prefix: string, count: number) {
  const ids: string[] = []
  for (let nth = 0; nth < count; nth++) ids.push((await named(`${prefix}-${randomUUID().slice(0, 8)}`, '')).id)
  return ids
}
