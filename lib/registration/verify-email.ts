import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { answerNoSoonerThan, MIN_RESPONSE_MILLISECONDS } from '@/lib/rate-limit/answer-no-sooner-than'
import { hashToken, isCode } from '@/lib/one-time/secrets'
import { requirePasswordOfLink } from '@/lib/passwords/require-password-of-link'
import { consume, requireUnderLimit, resetCount } from '@/lib/rate-limit/limiter'
import { sessionKindOf } from '@/lib/sessions/session-kind-of'
import { startSession, type AuthenticationMethod, type StartedSession } from '@/lib/sessions/start-session'
import { newUserRow } from '@/lib/accounts/new-user-row'
import { findPendingVerifications, type PendingVerification } from './find-pending-verifications'
import { takeUserNumber } from '@/lib/accounts/user-number'

export type VerifyEmailInput = {
  proof:
    | {
        by: 'code'
        code: string
        email: string
        /**
         * The browser's own pending registration, which alone its code may prove; null for an API client: any live
         * pending registration on the address.
         */
        pendingRegistrationId: string | null
      }
    | {
        by: 'link'
        token: string
        /** The browser's own pending registration, if it has one. */
        pendingRegistrationId: string | null
        /** The password chosen at registration: asked for where the pending registration is not the browser's own. */
        password?: string | undefined
      }
  /** Another username, when the one of the pending registration was taken in the meantime. */
  username?: string | undefined
}

/**
 * Verifies an email address and logs in. A pending registration becomes an account with the password of that
 * registration, and every other pending registration on the address is deleted; an existing account's address becomes
 * verified.
 *
 * The six digits may be tried five times a day for an address, however many emails were sent; the link still works
 * after that. If someone else has taken the username, nothing is consumed: the same call with another `username`
 * succeeds.
 *
 * Residual risk: an API client verifies by address and code alone. Someone who registered another person's address must
 * get that person to type the code of the wrong email into their client.
 *
 * @throws AppError `wrong_code`, `invalid_token`, `invalid_credentials` (at `password`), `username_taken` (at
 *   `username`), `too_many_requests`
 */
export async function verifyEmail(input: VerifyEmailInput, ctx: Context): Promise<StartedSession> {
  const { pending, amr } =
    input.proof.by === 'code' ? await verifyByCode(input.proof, ctx) : await verifyByLink(input.proof, ctx)
  try {
    return await transaction((tx) =>
      pending.kind === 'registration'
        ? createAccount(tx, { registration: pending, username: input.username ?? pending.username, amr }, ctx)
        : verifyAddress(tx, { pending, amr }, ctx),
    )
  } catch (error) {
    if (isUniqueViolation(error, 'usernameKey')) throw AppError.atField('username_taken', 'username')
    // Another pending registration on the address was verified at this moment: this one becomes invalid.
    if (isUniqueViolation(error, 'email')) throw new AppError('invalid_token')
    throw error
  }
}

/** What is verified, and how the person authenticated for it. */
type Verification = { pending: PendingVerification; amr: AuthenticationMethod[] }

async function verifyByCode(
  { code, email, pendingRegistrationId }: Extract<VerifyEmailInput['proof'], { by: 'code' }>,
  ctx: Context,
): Promise<Verification> {
  await requireUnderLimit('verification-code:ip', ctx.ip)
  const [{ isAllowed }, match] = await answerNoSoonerThan(
    MIN_RESPONSE_MILLISECONDS,
    tryCode({ code, email, pendingRegistrationId }, ctx),
  )
  // API clients send it as `otp`.
  if (!isAllowed || !match) throw AppError.atField('wrong_code', pendingRegistrationId === null ? 'otp' : 'code')
  await resetCount('verification-code:email', email)
  return { pending: match, amr: ['otp'] }
}

/** Always the same look-ups; what is found for an address that waits for verification takes no longer to answer. */
async function tryCode(
  { code, email, pendingRegistrationId }: { code: string; email: string; pendingRegistrationId: string | null },
  ctx: Context,
) {
  const standing = await consume('verification-code:email', email)
  const candidates = await findPendingVerifications({ email }, ctx.now)
  const match = candidates.find(
    (candidate) =>
      (pendingRegistrationId === null || candidate.id === pendingRegistrationId) &&
      candidate.codeExpiresAt > ctx.now &&
      isCode(code, candidate.codeHash),
  )
  return [standing, match] as const
}

async function verifyByLink(
  { token, pendingRegistrationId, password }: Extract<VerifyEmailInput['proof'], { by: 'link' }>,
  ctx: Context,
): Promise<Verification> {
  await requireUnderLimit('one-time-token:ip', ctx.ip)
  const [pending] = await findPendingVerifications({ tokenHash: hashToken(token) }, ctx.now)
  if (!pending) throw new AppError('invalid_token')
  if (ctx.client !== 'browser' || pending.id === pendingRegistrationId || pending.id === ctx.actor?.userId)
    return { pending, amr: ['otp'] }
  await requirePasswordOfLink({ ...pending, password }, ctx)
  return { pending, amr: ['pwd', 'otp'] }
}

async function createAccount(
  tx: Transaction,
  { registration, username, amr }: { registration: PendingVerification; username: string; amr: AuthenticationMethod[] },
  ctx: Context,
): Promise<StartedSession> {
  const number = await takeUserNumber(tx)
  // Of parallel proofs one deletes the row; the others find nothing and leave no trace.
  const { count } = await tx.registration.deleteMany({
    where: { id: registration.id, tokenHash: registration.tokenHash, expiresAt: { gt: ctx.now } },
  })
  if (count === 0) throw new AppError('invalid_token')
  const { id: userId } = await tx.user.create({
    data: {
      ...newUserRow({ ...registration, username, emailVerified: ctx.now, locale: ctx.locale }, ctx),
      number,
      lastLoginAt: ctx.now,
    },
    select: { id: true },
  })
  await tx.registration.deleteMany({ where: { email: registration.email } })
  const session = await startSession(tx, { userId, kind: sessionKindOf(ctx.client), amr }, ctx)
  await record(tx, ctx, {
    type: 'account.created',
    userId,
    sessionId: session.sessionId,
    detail: { pendingRegistrationId: registration.id },
  })
  await record(tx, ctx, { type: 'email.verified', userId, sessionId: session.sessionId })
  return session
}

async function verifyAddress(tx: Transaction, { pending, amr }: Verification, ctx: Context): Promise<StartedSession> {
  const userId = pending.id
  const { count } = await tx.oneTimeToken.deleteMany({
    where: { userId, purpose: 'verify-address', tokenHash: pending.tokenHash, expiresAt: { gt: ctx.now } },
  })
  if (count === 0) throw new AppError('invalid_token')
  const proven = await tx.user.updateMany({
    where: { id: userId, email: pending.email, disabledAt: null },
    // As every login does, it takes a scheduled deletion back.
    data: { emailVerified: ctx.now, updatedAt: ctx.now, lastLoginAt: ctx.now, deletionDueAt: null },
  })
  if (proven.count === 0) throw new AppError('invalid_token')
  await tx.registration.deleteMany({ where: { email: pending.email } })
  const session = await startSession(tx, { userId, kind: sessionKindOf(ctx.client), amr }, ctx)
  await record(tx, ctx, { type: 'email.verified', userId, sessionId: session.sessionId })
  return session
}
