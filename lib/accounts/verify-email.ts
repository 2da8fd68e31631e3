import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { answerNoSoonerThan } from '@/lib/one-time/answer-no-sooner-than'
import { ANSWER_TIME } from '@/lib/one-time/lifetimes'
import { hashToken, isCode } from '@/lib/one-time/secrets'
import { requirePasswordOfLink } from '@/lib/passwords/require-password-of-link'
import { countAct, requireUnderLimit, resetCount } from '@/lib/rate-limit/limiter'
import { sessionKindOf } from '@/lib/sessions/session-kind-of'
import { startSession, type StartedSession } from '@/lib/sessions/start-session'
import { newUserFields } from './new-user-fields'
import { findPendingProofs, type PendingProof } from './pending-proofs'
import { takeUserNumber } from './user-number'

export type VerifyEmailInput = {
  proof:
    | {
        by: 'code'
        code: string
        email: string
        /** The browser's own claim, which alone its code may prove; null for a program: any live claim on the address. */
        claimId: string | null
      }
    | {
        by: 'link'
        token: string
        /** The browser's own claim, if it has one. */
        claimId: string | null
        /** The password chosen at registration: asked for where the claim is not the browser's own. */
        password?: string | undefined
      }
  /** Another username, when the one of the claim was taken meanwhile. */
  username?: string | undefined
}

/**
 * Proves an address and logs in. A claim becomes an account, bound to that claim's password, and every other claim on the
 * address is void; an existing account's address becomes proven.
 *
 * The six digits may be tried five times a day for an address, whatever mails were sent meanwhile; the link goes on
 * working when they are spent. When the username was taken meanwhile nothing is consumed: the same call with another
 * `username` succeeds.
 *
 * Residual risk: a program proves by address and code alone. Someone who registered another's address must have that
 * person type the code of the wrong mail into a program.
 *
 * @throws AppError `wrong_code`, `invalid_token`, `invalid_credentials` (at `password`), `username_taken` (at `username`),
 *   `too_many_requests`
 */
export async function verifyEmail(input: VerifyEmailInput, ctx: Context): Promise<StartedSession> {
  const pending = input.proof.by === 'code' ? await proveByCode(input.proof, ctx) : await proveByLink(input.proof, ctx)
  try {
    return await transaction((tx) =>
      pending.kind === 'claim'
        ? createAccount(tx, { claim: pending, username: input.username ?? pending.username }, ctx)
        : proveAddress(tx, pending, ctx),
    )
  } catch (error) {
    if (isUniqueViolation(error, 'usernameKey')) throw AppError.atField('username_taken', 'username')
    // Another claim on the address was proven at this moment: this one is void.
    if (isUniqueViolation(error, 'email')) throw new AppError('invalid_token')
    throw error
  }
}

async function proveByCode(
  { code, email, claimId }: Extract<VerifyEmailInput['proof'], { by: 'code' }>,
  ctx: Context,
): Promise<PendingProof> {
  await requireUnderLimit('verification-code:origin', ctx.ip)
  const [{ isAllowed }, match] = await answerNoSoonerThan(ANSWER_TIME, tryCode({ code, email, claimId }, ctx))
  // Programs send it as `otp`.
  if (!isAllowed || !match) throw AppError.atField('wrong_code', claimId === null ? 'otp' : 'code')
  await resetCount('verification-code:address', email)
  return match
}

/** Always the same look-ups; what is found for an address that waits for its proof takes no longer to answer. */
async function tryCode({ code, email, claimId }: { code: string; email: string; claimId: string | null }, ctx: Context) {
  const standing = await countAct('verification-code:address', email)
  const candidates = await findPendingProofs({ email }, ctx.now)
  const match = candidates.find(
    (candidate) => (claimId === null || candidate.id === claimId) && candidate.codeExpiresAt > ctx.now && isCode(code, candidate.codeHash),
  )
  return [standing, match] as const
}

async function proveByLink(
  { token, claimId, password }: Extract<VerifyEmailInput['proof'], { by: 'link' }>,
  ctx: Context,
): Promise<PendingProof> {
  await requireUnderLimit('one-time-token:origin', ctx.ip)
  const [pending] = await findPendingProofs({ tokenHash: hashToken(token) }, ctx.now)
  if (!pending) throw new AppError('invalid_token')
  if (ctx.client !== 'browser' || pending.id === claimId || pending.id === ctx.actor?.userId) return pending
  await requirePasswordOfLink({ ...pending, password }, ctx)
  return pending
}

async function createAccount(
  tx: Transaction,
  { claim, username }: { claim: PendingProof; username: string },
  ctx: Context,
): Promise<StartedSession> {
  const number = await takeUserNumber(tx)
  // Of parallel proofs one deletes the row; the others find nothing and leave no trace.
  const { count } = await tx.registration.deleteMany({
    where: { id: claim.id, tokenHash: claim.tokenHash, expiresAt: { gt: ctx.now } },
  })
  if (count === 0) throw new AppError('invalid_token')
  const { id: userId } = await tx.user.create({
    data: {
      number,
      ...newUserFields({ ...claim, username }),
      emailVerified: ctx.now,
      locale: ctx.locale,
      lastLoginAt: ctx.now,
      createdAt: claim.createdAt,
      updatedAt: ctx.now,
    },
    select: { id: true },
  })
  await tx.registration.deleteMany({ where: { email: claim.email } })
  const session = await startSession(tx, { userId, kind: sessionKindOf(ctx.client) }, ctx)
  await record(tx, ctx, { type: 'account.created', userId, sessionId: session.sessionId, detail: { claimId: claim.id } })
  await record(tx, ctx, { type: 'email.verified', userId, sessionId: session.sessionId })
  return session
}

async function proveAddress(
  tx: Transaction,
  pending: PendingProof,
  ctx: Context,
): Promise<StartedSession> {
  const userId = pending.id
  const { count } = await tx.oneTimeToken.deleteMany({
    where: { userId, purpose: 'verify-address', tokenHash: pending.tokenHash, expiresAt: { gt: ctx.now } },
  })
  if (count === 0) throw new AppError('invalid_token')
  const proven = await tx.user.updateMany({
    where: { id: userId, email: pending.email, disabledAt: null },
    // As every log-in does, it takes a scheduled deletion back.
    data: { emailVerified: ctx.now, updatedAt: ctx.now, lastLoginAt: ctx.now, deletionDueAt: null },
  })
  if (proven.count === 0) throw new AppError('invalid_token')
  await tx.registration.deleteMany({ where: { email: pending.email } })
  const session = await startSession(tx, { userId, kind: sessionKindOf(ctx.client) }, ctx)
  await record(tx, ctx, { type: 'email.verified', userId, sessionId: session.sessionId })
  return session
}
