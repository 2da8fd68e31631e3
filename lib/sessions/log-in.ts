import type { z } from 'zod'
import { usernameKey } from '@/lib/accounts/username-key'
import { record } from '@/lib/audit/record'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { hashPassword } from '@/lib/passwords/hash-password'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { beginLoginAttempt, settleLoginSuccess } from './login-limits'
import type { logInSchema } from './schemas'
import { startSession, type SessionKind, type StartedSession } from './start-session'

/** Logged in; or the password was right but the address is unproven: `claimId` names the claim that waits for its proof. */
export type LogInResult =
  | { kind: 'logged_in'; session: StartedSession }
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
  const user = await findUser(input.identifier)
  const accountKey = user?.id ?? usernameKey(input.identifier)
  const attempt = await beginLoginAttempt({ accountKey, ip: ctx.ip })
  const claim = user ? null : await findNewestLiveClaim(input.identifier, ctx.now)

  const passwordHash = attempt === 'locked' ? null : (user?.passwordHash ?? claim?.passwordHash ?? null)
  const { isValid, needsRehash } = await verifyPassword(input.password, passwordHash)

  if (!isValid || user?.disabledAt) {
    await recordFailure({ userId: user?.id ?? null, isLocked: attempt === 'locked' }, ctx)
    throw new AppError('invalid_credentials')
  }
  await settleLoginSuccess({ accountKey, ip: ctx.ip })

  if (claim) return { kind: 'unverified', email: claim.email, claimId: claim.id }
  if (!user) throw new AppError('invalid_credentials')
  if (!user.emailVerified && config().emailVerification === 'required') {
    return { kind: 'unverified', email: user.email, claimId: user.id }
  }

  // A better hash can wait for the next log-in: when the queue is full this one goes on with the old.
  const newHash = needsRehash ? await hashPassword(input.password).catch(() => undefined) : undefined
  return transaction(async (tx) => {
    // Only while the password is the one just verified: a change or a disabling that came between wins.
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash, disabledAt: null },
      data: { lastLoginAt: ctx.now, passwordHash: newHash, deletionDueAt: null },
    })
    if (count === 0) throw new AppError('invalid_credentials')
    const session = await startSession(tx, { userId: user.id, kind: sessionKind }, ctx)
    if (user.deletionDueAt) await record(tx, ctx, { type: 'account.deletion_undone', userId: user.id })
    await record(tx, ctx, { type: 'login.succeeded', userId: user.id, sessionId: session.sessionId })
    return { kind: 'logged_in', session }
  })
}

/** An address match wins: imported usernames may look like somebody else's address. */
async function findUser(identifier: string) {
  const db = await database()
  const select = { id: true, email: true, emailVerified: true, passwordHash: true, disabledAt: true, deletionDueAt: true } as const
  const byEmail = await db.user.findUnique({ where: { email: identifier.toLowerCase() }, select })
  return byEmail ?? (await db.user.findUnique({ where: { usernameKey: usernameKey(identifier) }, select }))
}

async function findNewestLiveClaim(identifier: string, now: Date) {
  const db = await database()
  return db.registration.findFirst({
    where: {
      OR: [{ email: identifier.toLowerCase() }, { usernameKey: usernameKey(identifier) }],
      expiresAt: { gt: now },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, email: true, passwordHash: true },
  })
}

async function recordFailure({ userId, isLocked }: { userId: string | null; isLocked: boolean }, ctx: Context) {
  await transaction((tx) => record(tx, ctx, { type: isLocked ? 'login.locked' : 'login.failed', userId }))
}
