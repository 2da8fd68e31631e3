import { describe, expect, it } from 'vitest'
import {
  aContext,
  anActor,
  aUser,
  aUsername,
  GOOD_PASSWORD,
  mailsTo,
  outcomes,
  theMail,
  tokenOf,
} from '@/lib/testing/operation-fixtures'
import { addMilliseconds, DAY, HOUR } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { findResetToken } from '@/lib/passwords/find-reset-token'
import { changePassword } from '@/lib/passwords/change-password'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { resetPassword } from '@/lib/passwords/reset-password'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import { confirmEmailChange } from './confirm-email-change'
import { requestEmailChange } from './request-email-change'

const NEW_PASSWORD = 'amber-kettle-93-harbor'

describe('confirmEmailChange', () => {
  it('makes the new address the account’s, proven, and tells the old one with a link back (S25, S26)', async () => {
    const { user, newEmail, token, actor } = await aChange()
    await confirmEmailChange({ token }, aContext({ actor }))
    const changed = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
    expect(changed.email).toBe(newEmail)
    expect(changed.emailVerified).not.toBeNull()
    const notice = await theMail(user.email, 'address-changed')
    expect(notice).toMatchObject({ newEmail, linkHours: 24 })
    expect(notice.undoUrl).toMatch(/^http:\/\/localhost:3000\/undo-email-change\?token=/)
    await expect(
      logIn({ identifier: newEmail, password: GOOD_PASSWORD }, aContext({ client: 'api' })),
    ).resolves.toMatchObject({
      kind: 'logged_in',
    })
    await expect(
      logIn({ identifier: user.email, password: GOOD_PASSWORD }, aContext({ client: 'api' })),
    ).rejects.toMatchObject({
      code: 'invalid_credentials',
    })
    // The logged-in session stays.
    expect(await findLiveSession(actor.sessionId, new Date())).not.toBeNull()
  })

  it('asks for the password where nobody, or someone else, is logged in', async () => {
    const { user, token } = await aChange()
    const stranger = await anActor(await aUser())
    for (const by of [null, stranger]) {
      await expect(confirmEmailChange({ token }, aContext({ actor: by }))).rejects.toMatchObject({
        code: 'invalid_input',
      })
      const wrong = confirmEmailChange({ token, password: 'not-the-password' }, aContext({ actor: by }))
      await expect(wrong).rejects.toMatchObject({ code: 'invalid_credentials' })
    }
    expect(await (await database()).user.count({ where: { email: user.email } })).toBe(1)
    await expect(confirmEmailChange({ token, password: GOOD_PASSWORD }, aContext())).resolves.toEqual({
      userId: user.id,
    })
  })

  it('works once: of 30 uses at once one succeeds (S21)', async () => {
    const { user, token, actor } = await aChange()
    const { succeeded, codes } = await outcomes(
      Array.from({ length: 30 }, () => confirmEmailChange({ token }, aContext({ actor }))),
    )
    expect([succeeded, new Set(codes)]).toEqual([1, new Set(['invalid_token'])])
    expect((await mailsTo(user.email)).map(({ kind }) => kind)).toEqual(['address-changed'])
  })

  it('refuses an expired link, a link for something else, and none (S22, S42)', async () => {
    const { user, token, actor, now } = await aChange()
    await requestPasswordReset({ email: user.email }, aContext())
    const resetToken = tokenOf(await theMail(user.email, 'password-reset'))
    const attempts = [
      confirmEmailChange({ token }, aContext({ actor, now: addMilliseconds(now, HOUR) })),
      confirmEmailChange({ token: resetToken }, aContext({ actor })),
      confirmEmailChange({ token: 'unknown' }, aContext({ actor })),
    ]
    expect(await outcomes(attempts)).toEqual({ succeeded: 0, codes: Array(3).fill('invalid_token') })
  })

  it('refuses a link from before a change or a reset of the password, and of a disabled user (S23)', async () => {
    const [first, second, third] = [await aChange(), await aChange(), await aChange()]
    await changePassword(
      { old_password: GOOD_PASSWORD, new_password: NEW_PASSWORD },
      aContext({ actor: { ...first.actor, sessionKind: 'api' } }),
    )
    await (await database()).user.update({ where: { id: second.user.id }, data: { disabledAt: new Date() } })
    await requestPasswordReset({ email: third.user.email }, aContext())
    const resetToken = tokenOf(await theMail(third.user.email, 'password-reset'))
    await resetPassword({ token: resetToken, password: NEW_PASSWORD }, aContext())
    for (const { token, actor } of [first, second, third]) {
      await expect(confirmEmailChange({ token, password: NEW_PASSWORD }, aContext({ actor }))).rejects.toMatchObject({
        code: 'invalid_token',
      })
    }
  })

  it('voids the other mailed links of the account (S23)', async () => {
    const { user, token, actor } = await aChange()
    await requestPasswordReset({ email: user.email }, aContext())
    const resetToken = tokenOf(await theMail(user.email, 'password-reset'))
    await confirmEmailChange({ token }, aContext({ actor }))
    expect(await findResetToken(resetToken, new Date())).toBeNull()
    const left = await (await database()).oneTimeToken.findMany({ where: { userId: user.id } })
    expect(left).toEqual([expect.objectContaining({ purpose: expect.stringMatching(/^undo-address-change:/) })])
  })

  it('gives an address to one of two accounts that prove it at once, and no 500 (S55)', async () => {
    const newEmail = `${aUsername()}@example.com`
    const [one, other] = [
      await aChange({ newEmail }),
      await aChange({ newEmail, now: addMilliseconds(new Date(), DAY) }),
    ]
    const { succeeded, codes } = await outcomes([
      confirmEmailChange({ token: one.token }, aContext({ actor: one.actor })),
      confirmEmailChange({ token: other.token }, aContext({ actor: other.actor })),
    ])
    expect([succeeded, codes]).toEqual([1, ['invalid_token']])
  })
})

/** A user with the link to a new address in hand. */
async function aChange({ newEmail = `${aUsername()}@example.com`, now = new Date() } = {}) {
  const user = await aUser()
  const actor = await anActor(user)
  await requestEmailChange({ new_email: newEmail, password: GOOD_PASSWORD }, aContext({ actor, now }))
  return { user, actor, newEmail, now, token: tokenOf(await theMail(newEmail, 'confirm-address')) }
}
