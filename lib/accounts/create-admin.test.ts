import { describe, expect, it } from 'vitest'
import { GOOD_PASSWORD, aContext, aUser, aUsername, anActor } from '@/e2e/support/operation-fixtures'
import { database } from '@/lib/db/database'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import { createAdmin } from './create-admin'
import { promoteToAdmin } from './promote-to-admin'

describe('createAdmin', () => {
  it('makes an administrator who can log in at once', async () => {
    const username = aUsername()
    await createAdmin({ username, email: `${username}@example.com`, password: GOOD_PASSWORD }, aContext())
    expect(await (await database()).user.findUniqueOrThrow({ where: { usernameKey: username } })).toMatchObject({ role: 'admin' })
    await expect(logIn({ identifier: username, password: GOOD_PASSWORD }, aContext(), 'browser')).resolves.toMatchObject({ kind: 'logged_in' })
  })

  it('refuses a taken name or address, and a weak password', async () => {
    const user = await aUser()
    const input = { username: aUsername(), email: `${aUsername()}@example.com`, password: GOOD_PASSWORD }
    await expect(createAdmin({ ...input, username: user.username }, aContext())).rejects.toMatchObject({ code: 'username_taken' })
    await expect(createAdmin({ ...input, email: user.email }, aContext())).rejects.toMatchObject({ code: 'email_taken' })
    await expect(createAdmin({ ...input, password: 'password123' }, aContext())).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('promoteToAdmin', () => {
  it('promotes by name or address and ends the sessions begun as a user (S30)', async () => {
    const [byName, byAddress] = [await aUser(), await aUser()]
    const { sessionId } = await anActor(byName)
    expect(await promoteToAdmin(byName.username.toUpperCase(), aContext())).toBe(true)
    expect(await promoteToAdmin(byAddress.email, aContext())).toBe(true)
    expect(await (await database()).user.count({ where: { id: { in: [byName.id, byAddress.id] }, role: 'admin' } })).toBe(2)
    expect(await findLiveSession(sessionId, new Date())).toBeNull()
  })

  it('answers false when there is no such account', async () => {
    expect(await promoteToAdmin(aUsername(), aContext())).toBe(false)
  })
})
