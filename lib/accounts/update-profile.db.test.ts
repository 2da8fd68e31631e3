import { describe, expect, it } from 'vitest'
import { aContext, aUser, aUsername, anActor, outcomes } from '@/lib/testing/operation-fixtures'
import { database } from '@/lib/db/database'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { getProfile } from './get-profile'
import { updateProfileFormSchema, updateProfileSchema } from './schemas'
import { updateProfile } from './update-profile'
import { usernameKey } from '@/lib/fields/username-key'

const NOTHING = { username: '', name: '', bio: '', location: '', website: '', phone: '' }

describe('updateProfile', () => {
  it('changes nothing when no field is given, without an error', async () => {
    const user = await aUser()
    const ctx = aContext({ actor: await anActor(user) })
    await updateProfile({}, ctx)
    expect(await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })).toEqual(user)
    expect(await (await database()).auditEvent.count({ where: { userId: user.id } })).toBe(0)
  })

  it('changes the given fields and leaves the rest', async () => {
    const user = await aUser({ bio: 'before', location: 'Paris' })
    const ctx = aContext({ actor: await anActor(user) })
    await updateProfile(updateProfileSchema.parse({ name: 'Ada', bio: '', website: 'https://example.com' }), ctx)
    expect(await getProfile(ctx)).toMatchObject({
      name: 'Ada',
      bio: '',
      website: 'https://example.com',
      location: 'Paris',
      username: user.username,
    })
  })

  it('shows the change in the same request, although the profile was read with the session', async () => {
    const user = await aUser({ name: 'Before' })
    const { sessionId } = await anActor(user)
    const ctx = aContext({ actor: await findLiveSession(sessionId, new Date()) })
    expect((await getProfile(ctx)).name).toBe('Before')
    await updateProfile({ name: 'After' }, ctx)
    expect((await getProfile(ctx)).name).toBe('After')
  })

  it('writes no field that its owner must not change (S50)', async () => {
    const user = await aUser()
    const actor = await anActor(user)
    const theirs = async () => {
      const row = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
      return { ...row, name: null, nameKey: null, updatedAt: null }
    }
    const before = await theirs()
    const forged = {
      name: 'Ada',
      role: 'admin',
      id: 'x',
      email: 'evil@example.com',
      emailVerified: new Date(),
      passwordHash: 'x',
      disabledAt: null,
    }
    await updateProfile(updateProfileSchema.parse(forged), aContext({ actor }))
    // Also without the schema, in case the operation is called with raw input by mistake.
    await updateProfile(forged, aContext({ actor }))
    expect(await theirs()).toEqual(before)
  })

  it('gives a username to only one of two concurrent requests, and keeps it unique regardless of case', async () => {
    const [first, second] = [await aUser(), await aUser()]
    const username = aUsername()
    const wishes = [username, username.toUpperCase()]
    const actors = [await anActor(first), await anActor(second)]
    const calls = wishes.map((wish, nth) => updateProfile({ username: wish }, aContext({ actor: actors[nth] ?? null })))
    expect(await outcomes(calls)).toEqual({ succeeded: 1, codes: ['username_taken'] })
  })

  it('lets the owner change the case of a username', async () => {
    const user = await aUser()
    const ctx = aContext({ actor: await anActor(user) })
    await updateProfile({ username: user.username.toUpperCase() }, ctx)
    expect((await getProfile(ctx)).username).toBe(user.username.toUpperCase())
  })

  for (const username of ['ana+x@example.com', 'jo', 'élodie', 'a'.repeat(150)]) {
    it(`keeps an imported username when it is sent unchanged (${username.slice(0, 20)})`, async () => {
      const user = await aUser({ username, usernameKey: usernameKey(username) })
      const ctx = aContext({ actor: await anActor(user) })
      await updateProfile(updateProfileSchema.parse({ username, bio: 'new' }), ctx)
      await updateProfile(updateProfileSchema.parse({ username }), ctx)
      expect(await getProfile(ctx)).toMatchObject({ username, bio: 'new' })
      expect(updateProfileFormSchema({ ...NOTHING, username }).parse({ username, bio: 'new' })).toEqual({
        username,
        bio: 'new',
      })
    })
  }

  it('accepts every value as it was read, even imported ones that break the rules', async () => {
    const imported = {
      name: 'x'.repeat(200),
      bio: 'two\nlines '.repeat(150),
      location: 'y'.repeat(120),
      website: 'example.com',
      phone: 'ask me',
    }
    const user = await aUser(imported)
    const ctx = aContext({ actor: await anActor(user) })
    const read = { username: user.username, ...imported }
    await updateProfile(updateProfileSchema.parse(read), ctx)
    await updateProfile(
      updateProfileSchema.parse({ ...read, bio: imported.bio.replaceAll('\n', '\r\n'), name: 'Shorter' }),
      ctx,
    )
    expect(await getProfile(ctx)).toMatchObject({ ...imported, name: 'Shorter' })
    expect(updateProfileFormSchema(read).parse(read)).toMatchObject(imported)
    const refused = { name: ['text_too_long:100'], phone: ['phone_invalid'] }
    const change = updateProfile({ ...read, name: 'z'.repeat(200), phone: 'ask him' }, ctx)
    await expect(change).rejects.toMatchObject({ code: 'invalid_input', fieldErrors: refused })
  })

  it('applies the rules to every other username, before anything changes', async () => {
    const username = `${aUsername()}@example.com`
    const user = await aUser({ username, usernameKey: username })
    const ctx = aContext({ actor: await anActor(user) })
    for (const wanted of [username.toUpperCase(), `x${username}`, 'jo', 'a'.repeat(31)]) {
      const refused = { code: 'invalid_input', fieldErrors: { username: ['username_invalid'] } }
      const update = updateProfile(updateProfileSchema.parse({ username: wanted, bio: 'new' }), ctx)
      await expect(update, wanted).rejects.toMatchObject(refused)
      // The browser reports the same before it sends anything.
      const { error } = updateProfileFormSchema({ ...NOTHING, username }).safeParse({ username: wanted })
      expect(
        error?.issues.map(({ path, message }) => [path, message]),
        wanted,
      ).toEqual([[['username'], 'username_invalid']])
    }
    for (const wanted of ['a'.repeat(151), '', 'no spaces', 'ﷺ'.repeat(100)]) {
      await expect(updateProfile(updateProfileSchema.parse({ username: wanted }), ctx), wanted).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
    for (const wanted of ['a\u0000b', '\ud800', 5, null]) {
      expect(updateProfileSchema.safeParse({ username: wanted }).success, String(wanted)).toBe(false)
    }
    expect(await getProfile(ctx)).toMatchObject({ username, bio: '' })
    const wish = aUsername()
    await updateProfile(updateProfileSchema.parse({ username: wish }), ctx)
    expect((await getProfile(ctx)).username).toBe(wish)
  })

  it('refuses when nobody is logged in', async () => {
    await expect(updateProfile({ name: 'x' }, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
    await expect(getProfile(aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })

  it('never returns a hash (S53)', async () => {
    const user = await aUser()
    const profile = await getProfile(aContext({ actor: await anActor(user) }))
    expect(JSON.stringify(profile)).not.toContain('bcrypt')
  })
})
