import { describe, expect, it } from 'vitest'
import { GOOD_PASSWORD, aContext, aUser, aUsername, anActor } from '@/lib/testing/operation-fixtures'
import { database } from '@/lib/db/database'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import { createAdmin } from './create-admin'
import { promoteToAdmin } from './promote-to-admin'
import { usernameKey } from '@/lib/fields/username-key'

describe('createAdmin', () => {
  it('creates an administrator who can log in at once', async () => {
    const username = aUsername()
    await createAdmin({ username, email: `${username}@example.com`, password: GOOD_PASSWORD }, aContext())
    expect(await (await database()).user.findUniqueOrThrow({ where: { usernameKey: username } })).toMatchObject({
      role: 'admin',
    })
    await expect(logIn({ identifier: username, password: GOOD_PASSWORD }, aContext())).resolves.toMatchObject({
      kind: 'logged_in',
    })
  })

  it('refuses a taken username or email address, and a weak password', async () => {
    const user = await aUser()
    const input = { username: aUsername(), email: `${aUsername()}@example.com`, password: GOOD_PASSWORD }
    await expect(createAdmin({ ...input, username: user.username }, aContext())).rejects.toMatchObject({
      code: 'username_taken',
    })
    await expect(createAdmin({ ...input, email: user.email }, aContext())).rejects.toMatchObject({
      code: 'email_taken',
    })
    await expect(createAdmin({ ...input, password: 'password123' }, aContext())).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('promoteToAdmin', () => {
  const roleOf = async (id: string) => (await (await database()).user.findUniqueOrThrow({ where: { id } })).role

  it('promotes by username or email address and revokes the sessions started as a user (S30)', async () => {
    const [byName, byAddress] = [await aUser(), await aUser()]
    const { sessionId } = await anActor(byName)
    expect(await promoteToAdmin(byName.username.toUpperCase(), aContext())).toMatchObject({
      kind: 'promoted',
      email: byName.email,
    })
    expect(await promoteToAdmin(byAddress.email, aContext())).toMatchObject({
      kind: 'promoted',
      username: byAddress.username,
    })
    expect([await roleOf(byName.id), await roleOf(byAddress.id)]).toEqual(['admin', 'admin'])
    expect(await findLiveSession(sessionId, new Date())).toBeNull()
  })

  it('refuses an account with an unverified email address: anyone may have registered it', async () => {
    const squatter = await aUser({ emailVerified: null })
    expect(await promoteToAdmin(squatter.email, aContext())).toMatchObject({ kind: 'address_not_proven' })
    expect(await promoteToAdmin(squatter.username, aContext())).toMatchObject({ kind: 'address_not_proven' })
    expect(await roleOf(squatter.id)).toBe('user')
  })

  it('refuses a disabled account', async () => {
    const user = await aUser({ disabledAt: new Date() })
    expect(await promoteToAdmin(user.email, aContext())).toMatchObject({ kind: 'disabled' })
    expect(await roleOf(user.id)).toBe('user')
  })

  it('leaves an administrator unchanged and logged in', async () => {
    const admin = await aUser({ role: 'admin' })
    const { sessionId } = await anActor(admin)
    expect(await promoteToAdmin(admin.username, aContext())).toMatchObject({ kind: 'admin_already' })
    expect(await findLiveSession(sessionId, new Date())).not.toBeNull()
  })

  it('prefers the account with the email address, even if an imported username is the same', async () => {
    const owner = await aUser()
    const imported = await aUser({ username: owner.email, usernameKey: usernameKey(owner.email) })
    expect(await promoteToAdmin(owner.email, aContext())).toMatchObject({ username: owner.username })
    expect(await roleOf(imported.id)).toBe('user')
  })

  it('reports when the account does not exist', async () => {
    expect(await promoteToAdmin(aUsername(), aContext())).toEqual({ kind: 'no_account' })
  })
})
