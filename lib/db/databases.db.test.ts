import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser, GOOD_PASSWORD, outcomes } from '@/lib/testing/operation-fixtures'
import { queryDatabase } from '@/lib/testing/query-database'
import { startProcesses } from '@/lib/testing/start-processes'
import { getProfile } from '@/lib/accounts/get-profile'
import { listUsers } from '@/lib/accounts/list-users'
import { listUsersQuerySchema, updateProfileSchema } from '@/lib/accounts/schemas'
import { updateProfile } from '@/lib/accounts/update-profile'
import { config } from '@/lib/config/config'
import { revokeSession } from '@/lib/sessions/revoke-session'
import { logIn } from '@/lib/sessions/log-in'
import { revokeSessionFormSchema, logInSchema } from '@/lib/sessions/schemas'
import { createAdapter } from './create-adapter'
import { database } from './database'
import { isUniqueViolation } from './is-unique-violation'
import { providerOf } from './provider'
import { transaction } from './transaction'

/*
 * What can be seen of a database from outside, which is the same on each. The file runs on all of them, against servers
 * whose own time zone, order of texts and strictness are none of what we want.
 */
describe('texts', () => {
  it.each([
    ['case', 'straße-key', 'STRASSE-KEY', 'Straße-key'],
    ['accents', 'jose', 'josé', 'jose\u0301'],
    ['full-width letters', 'width', 'ｗｉｄｔｈ'],
    ['emoji', 'love 👩‍👩‍👧', 'love 👩‍👩‍👦', 'love 🙂', 'love '],
  ])('are different by %s alone, where they are compared as they are', async (_, ...keys) => {
    const db = await database()
    for (const key of keys) await db.rateLimit.create({ data: { key, points: 1 } })
    for (const key of keys) expect(await db.rateLimit.findMany({ where: { key } })).toMatchObject([{ key }])
    expect(await db.rateLimit.deleteMany({ where: { key: keys[0]! } })).toEqual({ count: 1 })
    expect(await db.rateLimit.count({ where: { key: { in: keys } } })).toBe(keys.length - 1)
  })

  it('come back as they were written, to the last character', async () => {
    const { user, ctx } = await aCaller()
    const texts = { name: 'Zoë 👩🏽‍🚀 O’Neil', bio: '🙂'.repeat(250), location: '%_\\ \'"`', phone: '' }
    await updateProfile(updateProfileSchema.parse(texts), ctx)
    expect(await getProfile(ctx)).toMatchObject({ ...texts, username: user.username })
  })

  it('with a NUL are refused before a database sees them', () => {
    for (const field of ['name', 'bio', 'location', 'website', 'phone', 'username']) {
      expect(updateProfileSchema.safeParse({ [field]: 'a\u0000b' }).success, field).toBe(false)
    }
    expect(listUsersQuerySchema.safeParse({ q: 'a\u0000' }).success).toBe(false)
    expect(listUsersQuerySchema.safeParse({ cursor: 'a\u0000' }).success).toBe(false)
  })

  it('end in no blank, which MySQL would overlook: they are trimmed or refused at the doors', async () => {
    const { user, actor } = await aCaller()
    for (const typed of [`${user.username} `, ` ${user.email}  `, user.username.toUpperCase()]) {
      const input = logInSchema.parse({ identifier: typed, password: GOOD_PASSWORD })
      await expect(logIn(input, aContext())).resolves.toMatchObject({ session: { userId: user.id } })
    }
    expect(revokeSessionFormSchema.safeParse({ id: actor.sessionId }).success).toBe(true)
    for (const id of [`${actor.sessionId} `, `${actor.sessionId}\u0000`]) {
      expect(revokeSessionFormSchema.safeParse({ id }).success).toBe(false)
    }
  })

  it('that are ids have one spelling', async () => {
    const { actor, ctx } = await aCaller()
    const shouted = revokeSession({ id: actor.sessionId.toUpperCase() }, ctx)
    await expect(shouted).rejects.toMatchObject({ code: 'not_found' })
    await expect(revokeSession({ id: actor.sessionId }, ctx)).resolves.toBeUndefined()
  })

  it('are found by how they begin, without wildcards', async () => {
    const names = ['50% off', '50%', '50x', '5_0', '520', '\\50', 'Ünal', 'Unal', '🙂 first', '🙂 second']
    for (const name of names) await aUser({ name, nameKey: name.toLowerCase() })
    const found = async (query: string) => {
      const page = await listUsers({ query, limit: 50 }, (await aCaller()).ctx)
      return page.users.map(({ name }) => name).toSorted()
    }
    expect(await found('50%')).toEqual(['50%', '50% off'])
    expect(await found('5_')).toEqual(['5_0'])
    expect(await found('\\')).toEqual(['\\50'])
    expect(await found('ün')).toEqual(['Ünal'])
    expect(await found('UN')).toEqual(['Unal'])
    expect(await found('🙂')).toEqual(['🙂 first', '🙂 second'])
  })
})

describe('times', () => {
  it('are the same moment for processes in every time zone, to the millisecond', { timeout: 60_000 }, async () => {
    const user = await aUser({ createdAt: new Date('2026-03-29T02:30:00.123Z') })
    for (const [TZ, lastLoginAt] of [
      ['Australia/Eucla', '2026-07-01T12:00:00.001Z'],
      ['America/St_Johns', '2026-10-25T01:30:00.999Z'],
    ] as const) {
      const processes = await startProcesses(1, { TZ })
      const order = { operation: 'noteTime', argument: JSON.stringify({ id: user.id, lastLoginAt }), times: 1 } as const
      const { results, failures } = await processes.tell(order).finally(() => processes.stop())
      expect(failures).toEqual([])
      expect(JSON.parse(results[0] ?? '')).toEqual({ createdAt: '2026-03-29T02:30:00.123Z', lastLoginAt })
      const row = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
      expect([row.lastLoginAt?.toISOString(), row.createdAt.toISOString()]).toEqual([
        lastLoginAt,
        '2026-03-29T02:30:00.123Z',
      ])
    }
  })

  it('that the database itself gives are of now', async () => {
    const { id } = await (
      await database()
    ).auditEvent.create({
      data: { type: 'account.created', ip: '', userAgent: '', requestId: '', detail: '{}' },
    })
    const { createdAt } = await (await database()).auditEvent.findUniqueOrThrow({ where: { id } })
    expect(Math.abs(createdAt.getTime() - Date.now())).toBeLessThan(60_000)
  })
})

describe('numbers', () => {
  it('beyond 2^53 lose nothing on the way', async () => {
    const [[number] = []] = await queryDatabase(config().databaseUrl, 'SELECT 9007199254740993')
    expect(String(number)).toBe('9007199254740993')
  })

  it('that no column could hold are refused before a database sees them', () => {
    for (const limit of ['2147483648', '9007199254740993', '1e400', '-1']) {
      expect(listUsersQuerySchema.safeParse({ limit }).success, limit).toBe(false)
    }
  })
})

describe('unique columns', () => {
  it('are distinguished, also for a person who is named like a column', async () => {
    const taken = await aUser({ username: 'email', usernameKey: 'email', email: 'usernamekey@example.com' })
    const sameName = await aUser({ usernameKey: taken.usernameKey }).catch((error: unknown) => error)
    expect([isUniqueViolation(sameName, 'usernameKey'), isUniqueViolation(sameName, 'email')]).toEqual([true, false])
    const sameAddress = await aUser({ email: taken.email }).catch((error: unknown) => error)
    expect([isUniqueViolation(sameAddress, 'usernameKey'), isUniqueViolation(sameAddress, 'email')]).toEqual([
      false,
      true,
    ])
    expect([sameName, new Error('another')].map((error) => isUniqueViolation(error))).toEqual([true, false])
  })

  it('let one of many that come at once in, and tell the others why', async () => {
    const email = 'crowd@example.com'
    const settled = await Promise.allSettled(Array.from({ length: 20 }, () => aUser({ email })))
    const failures = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    expect(failures).toHaveLength(19)
    expect(failures.filter((error) => !isUniqueViolation(error, 'email'))).toEqual([])
  })
})

describe('transactions', () => {
  it('that want the same rows in another order all get through, and no change is lost', async () => {
    const db = await database()
    const keys = ['order:a', 'order:b', 'order:c']
    for (const key of keys) await db.rateLimit.create({ data: { key, points: 0 } })
    const add = (inOrder: string[]) =>
      transaction(async (tx) => {
        for (const key of inOrder) await tx.rateLimit.update({ where: { key }, data: { points: { increment: 1 } } })
      })
    const { codes } = await outcomes(
      Array.from({ length: 6 }, (_, nth) => add(nth % 2 === 0 ? keys : keys.toReversed())),
    )
    expect(codes).toEqual([])
    const rows = await db.rateLimit.findMany({ where: { key: { in: keys } } })
    expect(rows.map(({ points }) => points)).toEqual([6, 6, 6])
  })

  it('see what was committed while they waited', async () => {
    const db = await database()
    await db.rateLimit.create({ data: { key: 'seen', points: 0 } })
    const seen = await Promise.all(
      Array.from({ length: 10 }, () =>
        transaction(async (tx) => {
          await tx.rateLimit.update({ where: { key: 'seen' }, data: { points: { increment: 1 } } })
          return (await tx.rateLimit.findUniqueOrThrow({ where: { key: 'seen' } })).points
        }),
      ),
    )
    expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('leave nothing when they fail', async () => {
    const failing = transaction(async (tx) => {
      await tx.rateLimit.create({ data: { key: 'half', points: 1 } })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await (await database()).rateLimit.count({ where: { key: 'half' } })).toBe(0)
  })
})

describe('connections', () => {
  it('that are to be encrypted are refused where the server cannot', async () => {
    const { databaseUrl } = config()
    const option = { sqlite: null, postgresql: 'sslmode=verify-full', mysql: 'ssl=true' }[providerOf(databaseUrl)]
    if (option === null) return
    const factory = await createAdapter(`${databaseUrl}?${option}`, { connectMilliseconds: 2000, maxConnections: 1 })
    const asking = factory
      .connect()
      .then((connection) => connection.queryRaw({ sql: 'SELECT 1', args: [], argTypes: [] }))
    await expect(asking).rejects.toThrow(/ssl|tls|timeout|not support|TlsConnection|DatabaseNotReachable/i)
  })
})

async function aCaller() {
  const user = await aUser()
  const actor = await anActor(user)
  return { user, actor, ctx: aContext({ actor }) }
}
