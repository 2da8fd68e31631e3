import type { z } from 'zod'
import { emailVerificationOf } from '@/lib/registration/email-verification-of'
import { emailForms } from '@/lib/fields/email-forms'
import { usernameKey } from '@/lib/fields/username-key'
import { writeAndRecord } from '@/lib/audit/write-and-record'
import type { Context } from '@/lib/context'
import { column, insertion, readRow, readRows, statement } from '@/lib/db/statement'
import { AppError } from '@/lib/errors/app-error'
import { emailKey } from '@/lib/fields/email-address'
import { hashPassword } from '@/lib/passwords/hash-password'
import { verifyLimitedPassword } from '@/lib/passwords/verify-limited-password'
import type { logInSchema } from './schemas'
import { sessionKindOf } from './session-kind-of'
import { newSession, type StartedSession } from './start-session'

/**
 * Logged in, perhaps by which a deletion was taken back; or the password was right but the address is unverified:
 * `pendingRegistrationId` names the pending registration that waits for verification.
 */
export type LogInResult =
  | { kind: 'logged_in'; session: StartedSession; isDeletionUndone: boolean }
  | { kind: 'unverified'; email: string; pendingRegistrationId: string }

/**
 * Logs a person or API client in by username or email address and password.
 *
 * Unknown account, wrong password, disabled and locked get one answer, at the cost of one password hash each (ASVS
 * 6.3.8). Only the right password learns that the address is not verified yet.
 *
 * A login cancels a scheduled deletion.
 *
 * Residual risk: an imported hash of another scheme takes its own time until its owner's first login here.
 *
 * @throws AppError `invalid_credentials`; `too_many_requests` by IP; `busy` when the hashing queue is full
 */
export async function logIn(input: z.output<typeof logInSchema>, ctx: Context): Promise<LogInResult> {
  const { user, registration } = await findAccount(input.identifier, ctx.now)
  const result = await verifyLimitedPassword({
    accountKey: user?.id ?? usernameKey(emailKey(input.identifier)),
    ip: ctx.ip,
    password: input.password,
    mayTrim: ctx.client === 'legacy-api',
    // With a null the work is the same, and no password is right.
    passwordHash: user?.disabledAt ? null : (user?.passwordHash ?? registration?.passwordHash ?? null),
  })
  if (result.verdict !== 'valid') {
    const type = result.verdict === 'locked' ? 'login.locked' : 'login.failed'
    await writeAndRecord(ctx, [], [{ type, userId: user?.id ?? null }])
    throw new AppError('invalid_credentials')
  }
  if (registration) return { kind: 'unverified', email: registration.email, pendingRegistrationId: registration.id }
  if (!user) throw new AppError('invalid_credentials')
  if (!user.emailVerified && emailVerificationOf(ctx) === 'required') {
    return { kind: 'unverified', email: user.email, pendingRegistrationId: user.id }
  }

  // A better hash can wait for the next login: when the queue is full this one goes on with the old.
  const newHash = result.needsRehash ? await hashPassword(result.password).catch(() => undefined) : undefined
  const { session, row } = newSession({ userId: user.id, kind: sessionKindOf(ctx.client), amr: ['pwd'] }, ctx)
  const isDeletionUndone = user.deletionDueAt !== null
  const isLoggedIn = await writeAndRecord(
    ctx,
    [
      // Only while the password is the one just verified: a change or a disabling that came between wins.
      {
        statement: NOTE_LOG_IN,
        values: [ctx.now, newHash ?? user.passwordHash, user.id, user.passwordHash],
        isRequired: true,
      },
      { statement: insertion('Session', Object.keys(row)), values: Object.values(row) },
    ],
    [
      ...(isDeletionUndone ? [{ type: 'account.deletion_undone', userId: user.id } as const] : []),
      { type: 'login.succeeded', userId: user.id, sessionId: session.sessionId },
    ],
  )
  if (!isLoggedIn) throw new AppError('invalid_credentials')
  return { kind: 'logged_in', session, isDeletionUndone }
}

const NOTE_LOG_IN = statement({
  name: 'note-log-in',
  sql: `UPDATE "User" SET "lastLoginAt" = ?, "passwordHash" = ?, "deletionDueAt" = NULL
    WHERE "id" = ? AND "passwordHash" = ? AND "disabledAt" IS NULL`,
  columns: {},
})

const USER = '"id", "email", "emailVerified", "passwordHash", "disabledAt", "deletionDueAt"'

/** An address match wins: imported usernames may look like another person's address. */
const USERS = statement({
  name: 'users-of-identifier',
  sql: `SELECT 1 AS "place", ${USER} FROM "User" WHERE "email" IN (?, ?, ?) UNION ALL SELECT 2, ${USER} FROM "User" WHERE "usernameKey" = ?`,
  columns: {
    place: column.whole,
    id: column.text,
    email: column.text,
    emailVerified: column.timeOrNull,
    passwordHash: column.textOrNull,
    disabledAt: column.timeOrNull,
    deletionDueAt: column.timeOrNull,
  },
})

const NEWEST_REGISTRATION = statement({
  name: 'registration-of-identifier',
  sql: `SELECT "id", "email", "passwordHash" FROM "Registration"
    WHERE ("email" = ? OR "usernameKey" = ?) AND "expiresAt" > ? ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`,
  columns: { id: column.text, email: column.text, passwordHash: column.text },
})

/**
 * The user, or without one the newest live pending registration. Always the same look-ups: their number would reveal
 * whether there is an account (S2).
 */
async function findAccount(identifier: string, now: Date) {
  const [forms, key] = [emailForms(identifier), usernameKey(identifier)]
  const [email] = forms
  const [users, registration] = await Promise.all([
    readRows(USERS, [...forms, key]),
    readRow(NEWEST_REGISTRATION, [email, key, now]),
  ])
  const user =
    users.find((found) => found.email === email) ?? users.toSorted((one, other) => one.place - other.place)[0] ?? null
  return { user, registration: user ? null : registration }
}
