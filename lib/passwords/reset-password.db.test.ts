import { describe, expect, it } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { addMilliseconds, HOUR, MINUTE, SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import {
  GOOD_PASSWORD,
  aContext,
  aUser,
  aUsername,
  anActor,
  mailsTo,
  outcomes,
  theMail,
  tokenOf,
} from '@/lib/testing/operation-fixtures'
import { findResetToken } from './find-reset-token'
import { requestPasswordReset } from './request-password-reset'
import { resetPassword } from './reset-password'

const NEW_PASSWORD = 'amber-kettle-93-harbor'

async function aResetToken(user: { email: string }, now = new Date()) {
  await requestPasswordReset({ email: user.email }, aContext({ now }))
  return tokenOf(await theMail(user.email, 'password-reset'))
}

describe('requestPasswordReset', () => {
  it.skipIf(IS_REPEATED)('answers alike and in the same time for every address (S3)', async () => {
    const user = await aUser()
    const disabled = await aUser({ disabledAt: new Date() })
    for (const email of [user.email, disabled.email, `${aUsername()}@example.com`]) {
      const start = performance.now()
      await expect(requestPasswordReset({ email }, aContext())).resolves.toBeUndefined()
      expect(performance.now() - start).toBeGreaterThan(245)
    }
    expect(await mailsTo(disabled.email)).toHaveLength(0)
  })

  it.skipIf(IS_REPEATED)('emails one link a minute, ten a day, to an address (S12)', async () => {
    const user = await aUser()
    const start = new Date()
    const ask = (milliseconds: number) =>
      requestPasswordReset({ email: user.email }, aContext({ now: addMilliseconds(start, milliseconds) }))
    await ask(0)
    await ask(59 * SECOND)
    expect(await mailsTo(user.email)).toHaveLength(1)
    for (let nth = 1; nth <= 11; nth++) await ask(nth * MINUTE)
    expect(await mailsTo(user.email)).toHaveLength(10)
  })

  it('voids the older link with a newer one (S23)', async () => {
    const user = await aUser()
    const start = new Date()
    const older = await aResetToken(user, start)
    const newer = await aResetToken(user, addMilliseconds(start, 2 * MINUTE))
    expect(newer).not.toBe(older)
    await expect(resetPassword({ token: older, password: NEW_PASSWORD }, aContext())).rejects.toMatchObject({
      code: 'invalid_token',
    })
    await expect(resetPassword({ token: newer, password: NEW_PASSWORD }, aContext())).resolves.toBeUndefined()
  })
})

describe('resetPassword', () => {
  it('sets the password, ends every session, logs nobody in, and tells the owner (S26, S34)', async () => {
    const user = await aUser()
    const sessions = [await anActor(user), await anActor(user, 'api')]
    await resetPassword({ token: await aResetToken(user), password: NEW_PASSWORD }, aContext())

    for (const { sessionId } of sessions) expect(await findLiveSession(sessionId, new Date())).toBeNull()
    expect(await (await database()).session.count({ where: { userId: user.id } })).toBe(0)
    await expect(logIn({ identifier: user.email, password: NEW_PASSWORD }, aContext())).resolves.toBeDefined()
    await expect(logIn({ identifier: user.email, password: GOOD_PASSWORD }, aContext())).rejects.toBeDefined()
    expect(await theMail(user.email, 'password-reset-done')).toBeDefined()
  })

  it('proves the address, so that its owner takes back an account that someone made with it', async () => {
    const user = await aUser({ emailVerified: null })
    await resetPassword({ token: await aResetToken(user), password: NEW_PASSWORD }, aContext())
    expect((await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })).emailVerified).not.toBeNull()
  })

  it('works once: of thirty uses at once one succeeds (S21)', async () => {
    const user = await aUser()
    const token = await aResetToken(user)
    const uses = Array.from({ length: 30 }, (_, nth) =>
      resetPassword({ token, password: `${NEW_PASSWORD}-${nth}` }, aContext()),
    )
    const { succeeded, codes } = await outcomes(uses)
    expect(succeeded).toBe(1)
    expect(new Set(codes)).toEqual(new Set(['invalid_token']))
    expect((await mailsTo(user.email)).filter(({ kind }) => kind === 'password-reset-done')).toHaveLength(1)
  })

  it.skipIf(IS_REPEATED)('works for an hour (S22)', async () => {
    const user = await aUser()
    const start = new Date()
    const token = await aResetToken(user, start)
    const use = (now: Date) => resetPassword({ token, password: NEW_PASSWORD }, aContext({ now }))
    await expect(use(addMilliseconds(start, HOUR))).rejects.toMatchObject({ code: 'invalid_token' })
    await expect(use(addMilliseconds(start, HOUR - SECOND))).resolves.toBeUndefined()
  })

  it.skipIf(IS_REPEATED)('is not used up by a password that is refused', async () => {
    const user = await aUser()
    const token = await aResetToken(user)
    await expect(resetPassword({ token, password: 'password123' }, aContext())).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(resetPassword({ token, password: NEW_PASSWORD }, aContext())).resolves.toBeUndefined()
  })

  it.skipIf(IS_REPEATED)(
    "refuses a token whose address is no longer the account's, or whose account is disabled (S23)",
    async () => {
      const db = await database()
      const [moved, disabled] = [await aUser(), await aUser()]
      const tokens = [await aResetToken(moved), await aResetToken(disabled)]
      await db.user.update({ where: { id: moved.id }, data: { email: `new-${moved.email}` } })
      await db.user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } })
      for (const token of tokens) {
        expect(await findResetToken(token, new Date())).toBeNull()
        await expect(resetPassword({ token, password: NEW_PASSWORD }, aContext())).rejects.toMatchObject({
          code: 'invalid_token',
        })
      }
    },
  )

  it('refuses a token of another purpose (S23)', async () => {
    const user = await aUser({ emailVerified: null })
    const { mailVerification } = await import('@/lib/registration/mail-verification')
    await mailVerification(await database(), { userId: user.id, email: user.email }, aContext())
    const token = tokenOf(await theMail(user.email, 'verify-address'))
    await expect(resetPassword({ token, password: NEW_PASSWORD }, aContext())).rejects.toMatchObject({
      code: 'invalid_token',
    })
  })

  it('lets the owner of a locked account in again (S10)', async () => {
    const user = await aUser()
    for (let failures = 0; failures < 12; failures++) {
      await logIn({ identifier: user.username, password: 'not-the-password-1' }, aContext()).catch(() => {})
    }
    await resetPassword({ token: await aResetToken(user), password: NEW_PASSWORD }, aContext())
    await expect(logIn({ identifier: user.username, password: NEW_PASSWORD }, aContext())).resolves.toBeDefined()
  })
})
