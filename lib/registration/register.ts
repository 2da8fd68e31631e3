import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { writeAndRecord } from '@/lib/audit/write-and-record'
import { appLink } from '@/lib/config/app-link'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { newId } from '@/lib/db/new-id'
import { column, insertion, readRow, readRows, statement } from '@/lib/db/statement'
import type { Change } from '@/lib/db/write-together'
import { AppError } from '@/lib/errors/app-error'
import { mailInsertion } from '@/lib/mail/enqueue-mail'
import { reserveMailSlot, reserveMailSlotNow } from '@/lib/mail/reserve-mail-slot'
import { answerNoSoonerThan, MIN_RESPONSE_MILLISECONDS } from '@/lib/rate-limit/answer-no-sooner-than'
import { newOneTimeToken, UNDO_EMAIL_CHANGE } from '@/lib/one-time/issue-token'
import { CODE_LIFETIME, VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { hashCode, hashToken, newCode, newToken } from '@/lib/one-time/secrets'
import { hashPassword } from '@/lib/passwords/hash-password'
import { requireGoodPassword } from '@/lib/passwords/require-good-password'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { sessionKindOf } from '@/lib/sessions/session-kind-of'
import { newSession, type StartedSession } from '@/lib/sessions/start-session'
import { verificationMessage, verificationToken } from './verification-message'
import { registrationIdOfForm } from './registration-id-of-form'
import { emailVerificationOf } from './email-verification-of'
import { logInLink } from '@/lib/accounts/log-in-link'
import { newUserRow } from '@/lib/accounts/new-user-row'
import { newUsername } from './new-username'
import type { registerSchema } from './schemas'
import { requireOpenRegistration } from './require-open-registration'
import { NEXT_USER_NUMBER, USER_NUMBER } from '@/lib/accounts/user-number'
import { usernameKey } from '@/lib/fields/username-key'

/** Pending registrations that may stand side by side on one address. */
const MAX_LIVE_REGISTRATIONS = 5

/**
 * A pending registration: `pendingRegistrationId` is for the browser that registered, and matches no row if the address
 * was known or has too many pending registrations. Or, with EMAIL_VERIFICATION=optional, an account and a session at
 * once.
 */
export type RegisterResult =
  | { verification: 'required'; email: string; pendingRegistrationId: string }
  | { verification: 'optional'; email: string; session: StartedSession }

type PendingRegistration = {
  /** Of a form, which may be sent twice. */
  id?: string | undefined
  email: string
  username: string
  name: string
  passwordHash: string
}

/** As API clients send it, or as the page's form does. */
type SentRegistration = z.output<typeof registerSchema> & { formToken?: string | undefined }

/**
 * Registers a person: a pending registration on an address, which becomes an account when the address is verified.
 *
 * With EMAIL_VERIFICATION=required a stranger learns nothing of the address: a known one answers the same, at the same
 * cost, and its owner is emailed. A sixth live pending registration on one address answers the same and does nothing. A
 * form that is sent twice within a minute, as by a double click, makes one pending registration, so that the code of
 * its mail is the browser's.
 *
 * @throws AppError `registration_closed`, `email_domain_not_allowed`, `invalid_input` (password policy),
 *   `username_taken`, `too_many_requests`, `busy`; with EMAIL_VERIFICATION=optional also `email_taken` (also while
 *   another account's change of address can be undone to it)
 */
export async function register(input: SentRegistration, ctx: Context): Promise<RegisterResult> {
  const { email, name = '' } = input
  requireOpenRegistration(email)
  const username = input.username ?? newUsername()
  requireGoodPassword({ password: input.password, ownNames: [input.username ?? '', email, name] })
  await requireUnderLimit('registration:ip', ctx.ip)
  await requireFreeUsername(username)

  const passwordHash = await hashPassword(input.password)
  const registration = { email, username, name, passwordHash }
  if (emailVerificationOf(ctx) === 'optional') return createAccountAtOnce(registration, ctx)

  const { formToken, password } = input
  const id = formToken ? registrationIdOfForm({ formToken, email, username, name, password }) : undefined
  const pendingRegistrationId = await answerNoSoonerThan(
    MIN_RESPONSE_MILLISECONDS,
    tellOwnerOrAddRegistration({ ...registration, id }, ctx),
  )
  return { verification: 'required', email, pendingRegistrationId }
}

/**
 * All work whose time differs for a known address, or when the emails of a day are used up, ends before the answer is
 * sent.
 */
async function tellOwnerOrAddRegistration(registration: PendingRegistration, ctx: Context): Promise<string> {
  const owner = await readRow(OWNER, [registration.email])
  return owner ? tellOwner({ ...owner, email: registration.email }, ctx) : addRegistration(registration, ctx)
}

async function requireFreeUsername(username: string) {
  const holder = await readRow(HOLDER, [usernameKey(username)])
  if (holder) throw AppError.atField('username_taken', 'username')
}

/**
 * The same work as for a pending registration, for a known address: its owner is notified. The returned id matches no
 * pending registration.
 */
async function tellOwner(
  { id: userId, email, locale }: { id: string; email: string; locale: string | null },
  ctx: Context,
): Promise<string> {
  const mayMail = await reserveMailSlotNow({ kind: 'verification', email, now: ctx.now })
  const message = { kind: 'already-registered', loginUrl: logInLink(), resetUrl: appLink('/forgot-password') } as const
  const mails = mayMail ? [mailInsertion({ to: email, message, locale }, ctx)] : []
  await writeAndRecord(ctx, mails, [{ type: 'account.registered', userId, detail: { known: true } }])
  return randomUUID()
}

async function addRegistration({ id: formId, ...registration }: PendingRegistration, ctx: Context): Promise<string> {
  const earlier = formId ? await findCreation(formId) : null
  if (formId && earlier && earlier > addMilliseconds(ctx.now, -MINUTE)) return repeatRegistration(formId, ctx)
  // Later a new mail is wanted, and comes.
  const id = earlier ? undefined : formId
  const notBefore = await reserveMailSlot({ kind: 'verification', email: registration.email, now: ctx.now })
  if (!notBefore) return randomUUID()
  for (let attempt = 0; attempt < 2 * MAX_LIVE_REGISTRATIONS; attempt++) {
    try {
      return (await insertRegistration({ ...registration, id, notBefore }, ctx)) ?? randomUUID()
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      // Either the same form made its pending registration at this moment, or another registration of the address took
      // the slot: look for the next free one.
      if (id && (await findCreation(id))) return repeatRegistration(id, ctx)
    }
  }
  throw new AppError('busy', { retryAfterSeconds: 1 })
}

async function findCreation(pendingRegistrationId: string): Promise<Date | null> {
  return (await readRow(CREATION, [pendingRegistrationId]))?.createdAt ?? null
}

/**
 * The same form once more. Written down, as for a known address: what takes less time would reveal that it is not known
 * (S4).
 */
async function repeatRegistration(pendingRegistrationId: string, ctx: Context): Promise<string> {
  await writeAndRecord(ctx, [], [{ type: 'account.registered', userId: null, detail: { pendingRegistrationId } }])
  return pendingRegistrationId
}

/**
 * @returns null when all slots are taken by live pending registrations
 * @throws what `isUniqueViolation` tells, when another took the slot at this moment
 */
async function insertRegistration(
  { notBefore, id, ...registration }: PendingRegistration & { notBefore: Date },
  ctx: Context,
): Promise<string | null> {
  const taken = await readRows(TAKEN_SLOTS, [registration.email, ctx.now])
  const slot = Array.from({ length: MAX_LIVE_REGISTRATIONS }, (_, index) => index + 1).find(
    (candidate) => !taken.some((row) => row.slot === candidate),
  )
  if (slot === undefined) return null

  const [token, code] = [newToken(), newCode()]
  const row = {
    id: id ?? newId(),
    ...registration,
    slot,
    usernameKey: usernameKey(registration.username),
    tokenHash: hashToken(token),
    codeHash: hashCode(code),
    // The code of an email that waits for its turn lives from then on.
    codeExpiresAt: addMilliseconds(notBefore, CODE_LIFETIME),
    expiresAt: addMilliseconds(ctx.now, VERIFICATION_LINK_LIFETIME),
    createdAt: ctx.now,
  }
  const message = verificationMessage('verification', { token, code })
  await writeAndRecord(
    ctx,
    [
      { statement: FREE_SLOTS, values: [registration.email, ctx.now] },
      { statement: insertion('Registration', Object.keys(row)), values: Object.values(row) },
      mailInsertion({ to: registration.email, message, notBefore }, ctx),
    ],
    [{ type: 'account.registered', userId: null, detail: { pendingRegistrationId: row.id } }],
  )
  return row.id
}

const OWNER = statement({
  name: 'owner-of-address',
  sql: 'SELECT "id", "locale" FROM "User" WHERE "email" = ?',
  columns: { id: column.text, locale: column.textOrNull },
})
const HOLDER = statement({
  name: 'holder-of-username',
  sql: 'SELECT "id" FROM "User" WHERE "usernameKey" = ?',
  columns: { id: column.text },
})
const CREATION = statement({
  name: 'creation-of-registration',
  sql: 'SELECT "createdAt" FROM "Registration" WHERE "id" = ?',
  columns: { createdAt: column.time },
})
const TAKEN_SLOTS = statement({
  name: 'taken-slots',
  sql: 'SELECT "slot" FROM "Registration" WHERE "email" = ? AND "expiresAt" > ?',
  columns: { slot: column.whole },
})
const FREE_SLOTS = statement({
  name: 'free-slots',
  sql: 'DELETE FROM "Registration" WHERE "email" = ? AND "expiresAt" <= ?',
  columns: {},
})

async function createAccountAtOnce(registration: PendingRegistration, ctx: Context): Promise<RegisterResult> {
  const { email } = registration
  const mayMail = await reserveMailSlotNow({ kind: 'verification', email, now: ctx.now })
  const user = newUserRow({ ...registration, emailVerified: null, locale: ctx.locale }, ctx)
  const { id: userId } = user
  const { session, row: sessionRow } = newSession({ userId, kind: sessionKindOf(ctx.client), amr: ['pwd'] }, ctx)
  const changes: Change[] = [
    { statement: NEXT_USER_NUMBER, values: [] },
    { statement: insertion('User', Object.keys(user)), values: Object.values(user) },
    {
      statement: NOTE_FIRST_LOG_IN,
      values: [ctx.now, userId, email, `${UNDO_EMAIL_CHANGE}%`, ctx.now],
      isRequired: true,
    },
    { statement: insertion('Session', Object.keys(sessionRow)), values: Object.values(sessionRow) },
    ...(mayMail ? addressProof({ userId, email }, ctx) : []),
  ]
  try {
    const isCreated = await writeAndRecord(ctx, changes, [
      { type: 'account.created', userId, sessionId: session.sessionId },
    ])
    if (!isCreated) throw AppError.atField('email_taken', 'email')
  } catch (error) {
    if (isUniqueViolation(error, 'usernameKey')) throw AppError.atField('username_taken', 'username')
    if (isUniqueViolation(error, 'email')) throw AppError.atField('email_taken', 'email')
    throw error
  }
  return { verification: 'optional', email, session }
}

/** The code and link by which a new account verifies its address, and their mail. */
function addressProof({ userId, email }: { userId: string; email: string }, ctx: Context): Change[] {
  const { token, code, row } = newOneTimeToken(verificationToken({ userId, email }, ctx))
  const message = verificationMessage('verify-address', { token, code })
  return [
    { statement: insertion('OneTimeToken', Object.keys(row)), values: Object.values(row) },
    mailInsertion({ to: email, message }, ctx),
  ]
}

/**
 * Finds no user when a change has left the address and its undo link can still bring it back. Without a proof nobody
 * else gets it until then: a thief could register it to make the owner's link fail (S25). It runs after the insert,
 * which waits for a change under way.
 */
const NOTE_FIRST_LOG_IN = statement({
  name: 'note-first-log-in',
  sql: `UPDATE "User" SET "lastLoginAt" = ?, "number" = (${USER_NUMBER}) WHERE "id" = ? AND NOT EXISTS (
    SELECT 1 FROM "OneTimeToken" WHERE "email" = ? AND "purpose" LIKE ? AND "expiresAt" > ?)`,
  columns: {},
})
