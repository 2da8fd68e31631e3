import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser, aUsername, GOOD_PASSWORD, mailsTo, outcomes, theMail, tokenOf } from '@/lib/testing/operation-fixtures'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import type { Actor } from '@/lib/context'
import { database } from '@/lib/db/database'
import { changePassword } from '@/lib/passwords/change-password'
import { findResetToken } from '@/lib/passwords/find-reset-token'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { resetPassword } from '@/lib/passwords/reset-password'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import { confirmAddressChange } from './confirm-address-change'
import { requestAddressChange } from './request-address-change'
import { resendVerification } from './resend-verification'
import { scheduleDeletion } from './schedule-deletion'
import { undoAddressChange } from './undo-address-change'
import { verifyEmail } from './verify-email'

/*
 * The attack: somebody learns the password of an account and moves it to an address of their own. The owner has the link in
 * the email to the old address, and nothing else.
 */
const THIEF_PASSWORD = 'amber-kettle-93-harbor'
const OWNER_PASSWORD = 'copper-lantern-12-harbour'
const anAddress = () => `${aUsername()}@example.com`

/** The thief is in, and has moved the account once. */
async function aTheft() {
  const user = await aUser()
  const thief = { ...(await anActor(user)), sessionKind: 'api' as const }
  const address = anAddress()
  await moveTo(address, thief, GOOD_PASSWORD)
  const { undoUrl } = await theMail(user.email, 'address-changed')
  return { user, thief, address, undoToken: tokenOf({ url: undoUrl }) }
}

async function moveTo(address: string, thief: Actor, password: string) {
  await requestAddressChange({ new_email: address, password }, aContext({ actor: thief }))
  await confirmAddressChange({ token: tokenOf(await theMail(address, 'confirm-address')) }, aContext({ actor: thief }))
}

async function accountOf({ id }: { id: string }) {
  return (await database()).user.findUniqueOrThrow({ where: { id } })
}

const recoveryToken = async (email: string) => tokenOf(await theMail(email, 'password-reset'))

describe('after an undone change of address (S25)', () => {
  it('no password of before opens the account, by any name, until the owner’s link gives it a new one', async () => {
    const { user, thief, address, undoToken } = await aTheft()
    await changePassword({ old_password: GOOD_PASSWORD, new_password: THIEF_PASSWORD }, aContext({ actor: thief }))
    await undoAddressChange({ token: undoToken }, aContext())

    for (const identifier of [user.username, user.email, address])
      for (const password of [GOOD_PASSWORD, THIEF_PASSWORD])
        await expect(logIn({ identifier, password }, aContext({ client: 'api' }))).rejects.toMatchObject({ code: 'invalid_credentials' })
    expect(await findLiveSession(thief.sessionId, new Date())).toBeNull()

    await resetPassword({ token: await recoveryToken(user.email), password: OWNER_PASSWORD }, aContext())
    expect(await logIn({ identifier: user.email, password: OWNER_PASSWORD }, aContext({ client: 'api' }))).toMatchObject({ kind: 'logged_in' })
    for (const password of [GOOD_PASSWORD, THIEF_PASSWORD])
      await expect(logIn({ identifier: user.email, password }, aContext({ client: 'api' }))).rejects.toMatchObject({ code: 'invalid_credentials' })
  })

  it('a session that is still in the thief’s hands changes nothing: neither address nor password, and no deletion', async () => {
    const { user, thief, undoToken } = await aTheft()
    await undoAddressChange({ token: undoToken }, aContext())
    const ctx = () => aContext({ actor: thief })
    const further = anAddress()
    const { succeeded, codes } = await outcomes([
      requestAddressChange({ new_email: further, password: GOOD_PASSWORD }, ctx()),
      changePassword({ old_password: GOOD_PASSWORD, new_password: THIEF_PASSWORD }, ctx()),
      scheduleDeletion({ password: GOOD_PASSWORD }, ctx()),
    ])
    expect([succeeded, new Set(codes)]).toEqual([0, new Set(['wrong_password'])])
    expect(await mailsTo(further)).toEqual([])
    expect(await accountOf(user)).toMatchObject({ email: user.email, deletionDueAt: null, passwordHash: null })
    expect(await findResetToken(await recoveryToken(user.email), new Date())).not.toBeNull()
  })

  it('the links that were mailed to the thief before are dead', async () => {
    const { user, thief, address, undoToken } = await aTheft()
    const further = anAddress()
    await requestAddressChange({ new_email: further, password: GOOD_PASSWORD }, aContext({ actor: thief }))
    const changeToken = tokenOf(await theMail(further, 'confirm-address'))
    await requestPasswordReset({ email: address }, aContext())
    const resetToken = tokenOf(await theMail(address, 'password-reset'))
    await undoAddressChange({ token: undoToken }, aContext())

    for (const attempt of [
      () => confirmAddressChange({ token: changeToken, password: GOOD_PASSWORD }, aContext()),
      () => confirmAddressChange({ token: changeToken }, aContext({ actor: thief })),
      () => resetPassword({ token: resetToken, password: THIEF_PASSWORD }, aContext()),
      () => undoAddressChange({ token: undoToken }, aContext()),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'invalid_token' })
    expect(await accountOf(user)).toMatchObject({ email: user.email, passwordHash: null })
  })

  it('a stranger who asks for links to the address ends none of the owner’s', async () => {
    const { user, undoToken } = await aTheft()
    const now = new Date()
    await undoAddressChange({ token: undoToken }, aContext({ now }))
    const token = await recoveryToken(user.email)
    for (let minutes = 2; minutes < 20; minutes += 2)
      await requestPasswordReset({ email: user.email }, aContext({ now: addMilliseconds(now, minutes * MINUTE) }))
    await resendVerification({ email: user.email, claimId: null }, aContext())
    await expect(
      verifyEmail({ proof: { by: 'code', code: '000000', email: user.email, claimId: null } }, aContext({ client: 'api' })),
    ).rejects.toMatchObject({ code: 'wrong_code' })

    await resetPassword({ token, password: OWNER_PASSWORD }, aContext())
    expect(await logIn({ identifier: user.email, password: OWNER_PASSWORD }, aContext({ client: 'api' }))).toMatchObject({ kind: 'logged_in' })
    // And then none of them is left.
    const others = (await mailsTo(user.email)).flatMap((mail) => (mail.kind === 'password-reset' ? [tokenOf(mail)] : []))
    expect(others.length).toBeGreaterThan(1)
    for (const other of others) expect(await findResetToken(other, new Date())).toBeNull()
  })

  it('of several changes the oldest undo wins: the thief’s own undo link neither ends the owner’s nor outlives it', async () => {
    for (const isThiefFirst of [true, false]) {
      const { user, thief, address, undoToken } = await aTheft()
      await moveTo(anAddress(), thief, GOOD_PASSWORD)
      const thiefUndo = tokenOf({ url: (await theMail(address, 'address-changed')).undoUrl })
      if (isThiefFirst) {
        await undoAddressChange({ token: thiefUndo }, aContext())
        expect(await accountOf(user)).toMatchObject({ email: address })
        await resetPassword({ token: await recoveryToken(address), password: THIEF_PASSWORD }, aContext())
      }
      await undoAddressChange({ token: undoToken }, aContext())
      await expect(undoAddressChange({ token: thiefUndo }, aContext())).rejects.toMatchObject({ code: 'invalid_token' })
      expect(await accountOf(user)).toMatchObject({ email: user.email, passwordHash: null })
    }
  })

  it('of an undo and the thief’s acts in one moment, none leaves the thief in or the owner’s link dead', async () => {
    for (let round = 0; round < 6; round++) {
      const { user, thief, undoToken } = await aTheft()
      const ctx = () => aContext({ actor: thief })
      const [undone] = await Promise.allSettled([
        undoAddressChange({ token: undoToken }, aContext()),
        logIn({ identifier: user.username, password: GOOD_PASSWORD }, aContext({ client: 'api' })),
        changePassword({ old_password: GOOD_PASSWORD, new_password: THIEF_PASSWORD }, ctx()),
        requestAddressChange({ new_email: anAddress(), password: GOOD_PASSWORD }, ctx()),
        scheduleDeletion({ password: GOOD_PASSWORD }, ctx()),
      ])
      expect(undone.status).toBe('fulfilled')
      const db = await database()
      expect(await accountOf(user)).toMatchObject({ email: user.email, passwordHash: null, deletionDueAt: null })
      expect(await db.session.count({ where: { userId: user.id } })).toBe(0)
      expect(await findResetToken(await recoveryToken(user.email), new Date())).not.toBeNull()
    }
  })
})

it('a password reset ends a change of address that waits, and its link with it (S23)', async () => {
  const user = await aUser()
  const thief = await anActor(user)
  const address = anAddress()
  await requestAddressChange({ new_email: address, password: GOOD_PASSWORD }, aContext({ actor: thief }))
  await requestPasswordReset({ email: user.email }, aContext())
  await resetPassword({ token: await recoveryToken(user.email), password: OWNER_PASSWORD }, aContext())
  const token = tokenOf(await theMail(address, 'confirm-address'))
  await expect(confirmAddressChange({ token, password: OWNER_PASSWORD }, aContext())).rejects.toMatchObject({ code: 'invalid_token' })
})
