import type { z } from 'zod'
import { usernameKey } from '@/lib/accounts/username-key'
import { record } from '@/lib/audit/record'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { hashPassword } from '@/lib/passwords/hash-password'
import { verifyLimitedPassword } from '@/lib/passwords/verify-limited-password'
import type { logInSchema } from './schemas'
import { startSession, type SessionKind, type StartedSession } from './start-session'

/**
 * Logged in, perhaps by which a deletion was taken back; or the password was right but the address is unproven: `claimId` names
 * the claim that waits for its proof.
 */
export type LogInResult =
  | { kind: 'logged_in'; session: StartedSession; isDeletionUndone: boolean }
  | { kind: 'unverified'; email: string; claimId: string }

/**
 * Logs a person or program in by username or e-mail address and password.
 *
 * Unknown account, wrong password, disabled and locked are one answer, at the cost of one password hash each
 * (ASVS 6.3.8). Only the right password learns that an address is still unproven.
 *
 * A deletion that was scheduled is off: logging in takes it back.
 *
 * Residual risk: an imported hash of another scheme takes its own time until its owner's first log-in here.
 *
 * @throws AppError `invalid_credentials`; `too_many_requests` by origin; `busy` when the hashing queue is full
 */
export async function logIn(
  input: z.output<typeof logInSchema>,
  ctx: Context,
  sessionKind: SessionKind,
): Promise<LogInResult> {
  const { user, claim } = await findAccount(input.identifier, ctx.now)
  const result = await verifyLimitedPassword({
    accountKey: user?.id ?? usernameKey(input.identifier),
    ip: ctx.ip,
    password: input.password,
    // With a null the work is the same, and no password is right.
    passwordHash: user?.disabledAt ? null : (user?.passwordHash ?? claim?.passwordHash ?? null),
  })
  if (result.verdict !== 'valid') {
    const type = result.verdict === 'locked' ? 'login.locked' : 'login.failed'
    await transaction((tx) => record(tx, ctx, { type, userId: user?.id ?? null }))
    throw new AppError('invalid_credentials')
  }
  if (claim) return { kind: 'unverified', email: claim.email, claimId: claim.id }
  if (!user) throw new AppError('invalid_credentials')
  if (!user.emailVerified && config().emailVerification === 'required') {
    return { kind: 'unverified', email: user.email, claimId: user.id }
  }

  // A better hash can wait for the next log-in: when the queue is full this one goes on with the old.
  const newHash = result.needsRehash ? await hashPassword(input.password).catch(() => undefined) : undefined
  return transaction(async (tx) => {
    // Only while the password is the one just verified: a change or a disabling that came between wins.
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash, disabledAt: null },
      data: { lastLoginAt: ctx.now, passwordHash: newHash, deletionDueAt: null },
    })
    if (count === 0) throw new AppError('invalid_credentials')
    const session = await startSession(tx, { userId: user.id, kind: sessionKind }, ctx)
    const isDeletionUndone = user.deletionDueAt !== null
    if (isDeletionUndone) await record(tx, ctx, { type: 'account.deletion_undone', userId: user.id })
    await record(tx, ctx, { type: 'login.succeeded', userId: user.id, sessionId: session.sessionId })
    return { kind: 'logged_in', session, isDeletionUndone }
  })
}

/**
 * The user, or without one the newest live claim. An address match wins: imported usernames may look like somebody else's
 * address. Always the same three look-ups: their number would tell whether there is an account (S2).
 */
async function findAccount(identifier: string, now: Date) {
  const db = await database()
  const [email, key] = [identifier.toLowerCase(), usernameKey(identifier)]
  const select = { id: true, email: true, emailVerified: true, passwordHash: true, disabledAt: true, deletionDueAt: true } as const
  const [byEmail, byUsername, claim] = await Promise.all([
    db.user.findUnique({ where: { email }, select }),
    db.user.findUnique({ where: { usernameKey: key }, select }),
    db.registration.findFirst({
      where: { OR: [{ email }, { usernameKey: key }], expiresAt: { gt: now } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select: { id: true, email: true, passwordHash: true },
    }),
  ])
  const user = byEmail ?? byUsername
  return { user, claim: user ? null : claim }
}
