import { describe, expect, it } from 'vitest'
import { DAY } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import {
  GOOD_PASSWORD,
  aContext,
  aUser,
  anActor,
  mailsTo,
  outcomes,
  theMail,
  tokenOf,
} from '@/lib/testing/operation-fixtures'
import { changePassword } from './change-password'
import { findResetToken } from './find-reset-token'
import { requestPasswordReset } from './request-password-reset'

const NEW_PASSWORD = 'amber-kettle-93-harbor'
const change = { old_password: GOOD_PASSWORD, new_password: NEW_PASSWORD }

describe('changePassword', () => {
  it('takes the new password, refuses the old, and tells the owner by mail (S26)', async () => {
    const user = await aUser()
    await changePassword(change, aContext({ actor: await anActor(user) }))
    const asApi = (password: string) => logIn({ identifier: user.username, password }, aContext({ client: 'api' }))
    await expect(asApi(NEW_PASSWORD)).resolves.toMatchObject({ kind: 'logged_in' })
    await expect(asApi(GOOD_PASSWORD)).rejects.toMatchObject({ code: 'invalid_credentials' })
    expect(await theMail(user.email, 'password-changed')).toMatchObject({ username: user.username })
    const { passwordChangedAt } = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
    expect(passwordChangedAt).not.toBeNull()
  })

  it('gives a browser a new session id and ends every other session (S30, S34)', async () => {
    const user = await aUser()
    const [here, otherBrowser, program] = [await anActor(user), await anActor(user), await anActor(user, 'api')]
    const renewed = await changePassword(change, aContext({ actor: here }))
    const now = new Date()
    expect(renewed?.sessionId).not.toBe(here.sessionId)
    expect(await findLiveSession(renewed?.sessionId ?? '', now)).toMatchObject({ userId: user.id })
    for (const { sessionId } of [here, otherBrowser, program]) expect(await findLiveSession(sessionId, now)).toBeNull()
  })

  it('lets an API client keep its session id and ends every other session (S30, S34)', async () => {
    const user = await aUser()
    const [program, browser] = [await anActor(user, 'api'), await anActor(user)]
    expect(await changePassword(change, aContext({ actor: program }))).toBeNull()
    expect(await findLiveSession(program.sessionId, new Date())).not.toBeNull()
    expect(await findLiveSession(browser.sessionId, new Date())).toBeNull()
  })

  it('counts as a new login in the session that it keeps (S88)', async () => {
    const user = await aUser()
    const client = await anActor(user, 'api', aContext({ now: new Date(Date.now() - DAY) }))
    const now = new Date()
    await changePassword(change, aContext({ actor: client, now }))
    const kept = await (await database()).session.findUniqueOrThrow({ where: { id: client.sessionId } })
    expect([kept.authenticatedAt, kept.amr]).toEqual([now, 'pwd'])
  })

  it('voids a reset link that is under way (S23)', async () => {
    const user = await aUser()
    await requestPasswordReset({ email: user.email }, aContext())
    const token = tokenOf(await theMail(user.email, 'password-reset'))
    expect(await findResetToken(token, new Date())).not.toBeNull()
    await changePassword(change, aContext({ actor: await anActor(user) }))
    expect(await findResetToken(token, new Date())).toBeNull()
  })

  it('refuses a wrong current password, and any after too many tries', async () => {
    const user = await aUser()
    const actor = await anActor(user)
    const wrong = () => changePassword({ ...change, old_password: 'not-the-password-1' }, aContext({ actor }))
    await expect(wrong()).rejects.toMatchObject({
      code: 'wrong_password',
      fieldErrors: { old_password: [expect.any(String)] },
    })
    await outcomes(Array.from({ length: 12 }, wrong))
    await expect(changePassword(change, aContext({ actor }))).rejects.toMatchObject({ code: 'wrong_password' })
    expect(await mailsTo(user.email)).toHaveLength(0)
    // The login itself is not locked by it (S10).
    await expect(logIn({ identifier: user.username, password: GOOD_PASSWORD }, aContext())).resolves.toBeDefined()
  })

  it('refuses a new password that the policy refuses, and changes nothing', async () => {
    const user = await aUser()
    const actor = await anActor(user)
    const attempt = changePassword({ old_password: GOOD_PASSWORD, new_password: user.username }, aContext({ actor }))
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid_input',
      fieldErrors: { new_password: [expect.any(String)] },
    })
    expect(await findLiveSession(actor.sessionId, new Date())).not.toBeNull()
  })

  it('lets one of several changes at once win', async () => {
    const user = await aUser()
    const actors = [await anActor(user), await anActor(user), await anActor(user)]
    const calls = actors.map((actor, nth) =>
      changePassword({ ...change, new_password: `${NEW_PASSWORD}-${nth}` }, aContext({ actor })),
    )
    expect((await outcomes(calls)).succeeded).toBe(1)
    expect(await (await database()).session.count({ where: { userId: user.id } })).toBe(1)
  })

  it('leaves no session to a login with the old password that runs at the same time (S34)', async () => {
    for (let round = 0; round < 10; round++) {
      const user = await aUser()
      const actor = await anActor(user)
      const [changed] = await Promise.allSettled([
        changePassword(change, aContext({ actor })),
        ...Array.from({ length: 4 }, () =>
          logIn({ identifier: user.username, password: GOOD_PASSWORD }, aContext({ client: 'api' })),
        ),
      ])
      if (changed?.status !== 'fulfilled') throw new Error('The change failed')
      expect(await (await database()).session.findMany({ where: { userId: user.id }, select: { id: true } })).toEqual([
        { id: (changed.value as { sessionId: string }).sessionId },
      ])
    }
  })

  it('refuses a stranger', async () => {
    await expect(changePassword(change, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })
})
