import { afterEach, describe, expect, it } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { addMilliseconds, DAY, MINUTE, SECOND } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { hashToken } from '@/lib/one-time/secrets'
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
import { withConfig } from '@/lib/testing/with-config'
import { inspectVerificationLink } from './inspect-verification-link'
import { register } from './register'
import { resendVerification } from './resend-verification'
import { verifyEmail, type VerifyEmailInput } from './verify-email'
import { cancelRegistration } from './cancel-registration'

/** A pending registration with its emailed secrets. */
async function aRegistration({
  email = `${aUsername()}@example.com`,
  password = GOOD_PASSWORD,
  username = aUsername(),
  now = new Date(),
} = {}) {
  const result = await register({ username, email, password, name: 'Ada' }, aContext({ now }))
  if (result.verification !== 'required') throw new Error('Expected a pending registration')
  const { tokenHash } = await (await database()).registration.findFirstOrThrow({ where: { email, username } })
  const mail = (await mailsTo(email)).find(
    (candidate) => candidate.kind === 'verification' && hashToken(tokenOf(candidate)) === tokenHash,
  )
  if (mail?.kind !== 'verification') throw new Error('Expected a mail')
  return {
    email,
    username,
    password,
    pendingRegistrationId: result.pendingRegistrationId,
    code: mail.code,
    token: tokenOf(mail),
  }
}

type PendingRegistration = Awaited<ReturnType<typeof aRegistration>>
const byCode = (
  { email, pendingRegistrationId, code }: PendingRegistration,
  ctx: Context = aContext(),
  username?: string,
) => verifyEmail({ proof: { by: 'code', email, pendingRegistrationId, code }, username }, ctx)
const byLink = (
  { token }: { token: string },
  proof: Partial<Extract<VerifyEmailInput['proof'], { by: 'link' }>> = {},
  ctx: Context = aContext(),
  username?: string,
) => verifyEmail({ proof: { by: 'link', token, pendingRegistrationId: null, ...proof }, username }, ctx)

const wrong = (code: string) => (code === '000000' ? '000001' : '000000')

describe('verifyEmail', () => {
  afterEach(() => withConfig({}))

  it('makes the account of the pending registration and logs in, by the code in the browser that registered', async () => {
    const registration = await aRegistration()
    const session = await byCode(registration)
    const user = await (
      await database()
    ).user.findUniqueOrThrow({ where: { email: registration.email }, include: { sessions: true } })
    expect(user).toMatchObject({ id: session.userId, username: registration.username, name: 'Ada', role: 'user' })
    expect(user.emailVerified).not.toBeNull()
    expect(user.sessions.map(({ id }) => id)).toEqual([session.sessionId])
    await expect(
      logIn({ identifier: registration.username, password: registration.password }, aContext({ client: 'api' })),
    ).resolves.toMatchObject({ kind: 'logged_in' })
  })

  it('says how the person authenticated: by code or link, and by a password only where it was checked (S88)', async () => {
    const [coded, linked, own] = [await aRegistration(), await aRegistration(), await aRegistration()]
    expect((await byCode(coded)).amr).toEqual(['otp'])
    expect((await byLink(linked, { password: linked.password })).amr).toEqual(['pwd', 'otp'])
    const unchecked = { pendingRegistrationId: own.pendingRegistrationId, password: 'not-the-password-1' }
    expect((await byLink(own, unchecked)).amr).toEqual(['otp'])
  })

  it('takes the link without a password in the browser that registered, and asks for it elsewhere', async () => {
    const registration = await aRegistration()
    await expect(byLink(registration)).rejects.toMatchObject({
      code: 'invalid_input',
      fieldErrors: { password: [expect.any(String)] },
    })
    await expect(byLink(registration, { password: 'not-the-password-1' })).rejects.toMatchObject({
      code: 'invalid_credentials',
    })
    await expect(byLink(registration, { pendingRegistrationId: 'another-registration' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(byLink(registration, { password: registration.password })).resolves.toBeDefined()

    const own = await aRegistration()
    await expect(byLink(own, { pendingRegistrationId: own.pendingRegistrationId })).resolves.toBeDefined()
  })

  it.skipIf(IS_REPEATED)('limits guesses of the password behind a stolen link (S9)', async () => {
    const registration = await aRegistration()
    await outcomes(Array.from({ length: 15 }, () => byLink(registration, { password: 'not-the-password-1' })))
    await expect(byLink(registration, { password: registration.password })).rejects.toMatchObject({
      code: 'invalid_credentials',
    })
  })

  it('binds the account to the password of the pending registration that was proven, and voids the rest', async () => {
    const email = `${aUsername()}@example.com`
    const squatter = await aRegistration({ email, password: 'squatters-choice-77-x' })
    const owner = await aRegistration({ email })
    await byCode(owner)
    await expect(byCode(squatter)).rejects.toMatchObject({ code: 'wrong_code' })
    await expect(byLink(squatter, { pendingRegistrationId: squatter.pendingRegistrationId })).rejects.toMatchObject({
      code: 'invalid_token',
    })
    await expect(
      logIn({ identifier: email, password: squatter.password }, aContext({ client: 'api' })),
    ).rejects.toMatchObject({ code: 'invalid_credentials' })
    expect(await (await database()).registration.count({ where: { email } })).toBe(0)
  })

  it('does not let the code of one pending registration prove another in a browser', async () => {
    const email = `${aUsername()}@example.com`
    const squatter = await aRegistration({ email, password: 'squatters-choice-77-x' })
    const owner = await aRegistration({ email })
    await expect(byCode({ ...owner, code: squatter.code })).rejects.toMatchObject({ code: 'wrong_code' })
  })

  it('lets a program prove by address and code, whichever live pending registration has it', async () => {
    const email = `${aUsername()}@example.com`
    const first = await aRegistration({ email })
    await aRegistration({ email })
    const session = await verifyEmail(
      { proof: { by: 'code', email, pendingRegistrationId: null, code: first.code } },
      aContext({ client: 'api' }),
    )
    expect(session.kind).toBe('api')
  })

  it('takes a link once: of thirty uses at once one succeeds (S21)', async () => {
    const registration = await aRegistration()
    const { succeeded, codes } = await outcomes(
      Array.from({ length: 30 }, () =>
        byLink(registration, { pendingRegistrationId: registration.pendingRegistrationId }),
      ),
    )
    expect(succeeded).toBe(1)
    expect(new Set(codes)).toEqual(new Set(['invalid_token']))
    expect(await (await database()).session.count({ where: { user: { email: registration.email } } })).toBe(1)
  })

  it('lets one of two pending registrations on one address win when both are proven at once', async () => {
    const email = `${aUsername()}@example.com`
    const registrations = [await aRegistration({ email }), await aRegistration({ email })]
    const { succeeded } = await outcomes(
      registrations.map((registration) =>
        byLink(registration, { pendingRegistrationId: registration.pendingRegistrationId }),
      ),
    )
    expect(succeeded).toBe(1)
    expect(await (await database()).user.count({ where: { email } })).toBe(1)
  })

  it('lets the first of two pending registrations on one username win, consumes nothing of the other, and takes another name', async () => {
    const username = aUsername()
    const registrations = [await aRegistration({ username }), await aRegistration({ username })] as const
    const results = await outcomes(registrations.map((registration) => byCode(registration)))
    expect(results).toEqual({ succeeded: 1, codes: ['username_taken'] })

    const db = await database()
    const loser = (await db.user.count({ where: { email: registrations[0].email } }))
      ? registrations[1]
      : registrations[0]
    const other = aUsername()
    await expect(byCode(loser, aContext(), other)).resolves.toBeDefined()
    expect(await db.user.findUniqueOrThrow({ where: { email: loser.email } })).toMatchObject({ username: other })
  })

  it('lets a code die after five tries, also the right one, while the link lives on (S11)', async () => {
    const registration = await aRegistration()
    for (let tries = 0; tries < 5; tries++) {
      await expect(byCode({ ...registration, code: wrong(registration.code) })).rejects.toMatchObject({
        code: 'wrong_code',
      })
    }
    await expect(byCode(registration)).rejects.toMatchObject({ code: 'wrong_code' })
    await expect(
      byLink(registration, { pendingRegistrationId: registration.pendingRegistrationId }),
    ).resolves.toBeDefined()
  })

  it.skipIf(IS_REPEATED)('gives no new tries for a new mail or another registration (S11)', async () => {
    const registration = await aRegistration()
    for (let tries = 0; tries < 5; tries++)
      await byCode({ ...registration, code: wrong(registration.code) }).catch(() => {})
    const again = await aRegistration({ email: registration.email })
    await expect(byCode(again)).rejects.toMatchObject({ code: 'wrong_code' })
    const later = addMilliseconds(new Date(), 3 * MINUTE)
    await resendVerification(
      { email: registration.email, pendingRegistrationId: registration.pendingRegistrationId },
      aContext({ now: later }),
    )
    const { code } = await theMail(registration.email, 'verification')
    await expect(byCode({ ...registration, code }, aContext({ now: later }))).rejects.toMatchObject({
      code: 'wrong_code',
    })
  })

  it('evaluates five of fifty guesses that come at once (S9)', async () => {
    const registration = await aRegistration()
    await outcomes(Array.from({ length: 50 }, () => byCode({ ...registration, code: wrong(registration.code) })))
    await expect(byCode(registration)).rejects.toMatchObject({ code: 'wrong_code' })
  })

  it.skipIf(IS_REPEATED)('refuses a code after ten minutes and a link after a day (S22)', async () => {
    const now = new Date()
    const registration = await aRegistration({ now })
    const at = (milliseconds: number) => aContext({ now: addMilliseconds(now, milliseconds) })
    await expect(byCode(registration, at(10 * MINUTE))).rejects.toMatchObject({ code: 'wrong_code' })
    await expect(
      byLink(registration, { pendingRegistrationId: registration.pendingRegistrationId }, at(DAY)),
    ).rejects.toMatchObject({ code: 'invalid_token' })

    const intime = await aRegistration({ now })
    await expect(byCode(intime, at(10 * MINUTE - SECOND))).resolves.toBeDefined()
    const late = await aRegistration({ now })
    await expect(
      byLink(late, { pendingRegistrationId: late.pendingRegistrationId }, at(DAY - SECOND)),
    ).resolves.toBeDefined()
  })

  it('refuses what stands in no email', async () => {
    await expect(byLink({ token: 'x'.repeat(43) })).rejects.toMatchObject({ code: 'invalid_token' })
    await expect(byLink({ token: '' })).rejects.toMatchObject({ code: 'invalid_token' })
  })

  it('proves the address of an account that exists, in a browser that is logged in to it', async () => {
    withConfig({ EMAIL_VERIFICATION: 'optional' })
    const input = { username: aUsername(), email: `${aUsername()}@example.com`, password: GOOD_PASSWORD }
    await register(input, aContext())
    const db = await database()
    const user = await db.user.findUniqueOrThrow({ where: { email: input.email } })
    const token = tokenOf(await theMail(input.email, 'verify-address'))

    await expect(byLink({ token })).rejects.toMatchObject({ code: 'invalid_input' })
    await byLink({ token }, {}, aContext({ actor: await anActor(user) }))
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).emailVerified).not.toBeNull()
    await expect(byLink({ token }, { password: GOOD_PASSWORD })).rejects.toMatchObject({ code: 'invalid_token' })
  })

  it('refuses a proof for an account that was disabled meanwhile (S23)', async () => {
    withConfig({ EMAIL_VERIFICATION: 'optional' })
    const input = { username: aUsername(), email: `${aUsername()}@example.com`, password: GOOD_PASSWORD }
    await register(input, aContext())
    const token = tokenOf(await theMail(input.email, 'verify-address'))
    await (await database()).user.update({ where: { email: input.email }, data: { disabledAt: new Date() } })
    await expect(byLink({ token }, { password: GOOD_PASSWORD })).rejects.toMatchObject({ code: 'invalid_token' })
  })
})

describe('inspectVerificationLink', () => {
  it('changes nothing, however often it is asked (S15)', async () => {
    const registration = await aRegistration()
    const db = await database()
    const before = JSON.stringify(await db.registration.findMany({ where: { email: registration.email } }))
    for (let times = 0; times < 3; times++) {
      expect(
        await inspectVerificationLink({ token: registration.token, pendingRegistrationId: null }, aContext()),
      ).toMatchObject({
        kind: 'live',
        username: registration.username,
        needsPassword: true,
      })
    }
    expect(JSON.stringify(await db.registration.findMany({ where: { email: registration.email } }))).toBe(before)
    expect(
      await inspectVerificationLink(
        { token: registration.token, pendingRegistrationId: registration.pendingRegistrationId },
        aContext(),
      ),
    ).toMatchObject({ needsPassword: false })
    expect(await inspectVerificationLink({ token: 'unknown', pendingRegistrationId: null }, aContext())).toEqual({
      kind: 'invalid',
    })
  })
})

describe('cancelRegistration', () => {
  it('makes an end of the pending registration, and of its code', async () => {
    const registration = await aRegistration()
    await cancelRegistration({ token: registration.token }, aContext())
    await expect(byCode(registration)).rejects.toMatchObject({ code: 'wrong_code' })
    await expect(
      byLink(registration, { pendingRegistrationId: registration.pendingRegistrationId }),
    ).rejects.toMatchObject({ code: 'invalid_token' })
    await expect(cancelRegistration({ token: registration.token }, aContext())).resolves.toBeUndefined()
  })
})

describe('resendVerification', () => {
  it('emails a new code and link, and voids the old ones (S23)', async () => {
    const now = new Date()
    const registration = await aRegistration({ now })
    const later = aContext({ now: addMilliseconds(now, 2 * MINUTE) })
    await resendVerification(
      { email: registration.email, pendingRegistrationId: registration.pendingRegistrationId },
      later,
    )
    const mail = await theMail(registration.email, 'verification')
    expect(tokenOf(mail)).not.toBe(registration.token)
    await expect(
      byLink(registration, { pendingRegistrationId: registration.pendingRegistrationId }, later),
    ).rejects.toMatchObject({ code: 'invalid_token' })
    await expect(byCode({ ...registration, code: mail.code }, later)).resolves.toBeDefined()
  })

  it.skipIf(IS_REPEATED)(
    'answers alike and in the same time whether or not there is anything to send (S3, S12)',
    async () => {
      const registration = await aRegistration()
      const proven = await aUser()
      for (const email of [registration.email, proven.email, `${aUsername()}@example.com`]) {
        const start = performance.now()
        await expect(resendVerification({ email, pendingRegistrationId: null }, aContext())).resolves.toBeUndefined()
        expect(performance.now() - start).toBeGreaterThan(245)
      }
      expect(await mailsTo(registration.email)).toHaveLength(1)
      expect(await mailsTo(proven.email)).toHaveLength(0)
    },
  )
})
