import { randomUUID } from 'node:crypto'
import type { Actor, Context } from '@/lib/context'
import { unseal } from '@/lib/crypto/seal'
import { database } from '@/lib/db/database'
import type { MailMessage } from '@/lib/mail/mail-message'
import { hashPassword } from '@/lib/passwords/hash-password'
import { takeUserNumber } from '@/lib/accounts/user-number'
import { usernameKey } from '@/lib/fields/username-key'
import { startSession } from '@/lib/sessions/start-session'

/** A password that every policy takes. */
export const GOOD_PASSWORD = 'violet-anchor-47-meadow'

/** The context of a request; from an address of its own, so that limits by origin do not couple tests. */
export function aContext(overrides: Partial<Context> = {}): Context {
  const octet = () => Math.floor(Math.random() * 254) + 1
  return {
    actor: null,
    client: 'browser',
    ip: `10.${octet()}.${octet()}.${octet()}`,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
    locale: null,
    requestId: randomUUID(),
    now: new Date(),
    ...overrides,
  }
}

/** A name that no other test uses. */
export function aUsername(): string {
  return `user-${randomUUID().slice(0, 12)}`
}

/** A user with a verified address and `GOOD_PASSWORD`. */
export async function aUser(overrides: Record<string, unknown> = {}) {
  const username = aUsername()
  const db = await database()
  return db.user.create({
    data: {
      number: await takeUserNumber(db),
      username,
      usernameKey: usernameKey(username),
      email: `${username}@example.com`,
      emailVerified: new Date(),
      passwordHash: await hashPassword(GOOD_PASSWORD),
      updatedAt: new Date(),
      ...overrides,
    },
  })
}

/** A live session of a user, as the actor of a context. */
export async function anActor(
  user: { id: string; role: string },
  kind: 'browser' | 'api' = 'browser',
  ctx = aContext(),
): Promise<Actor> {
  const { sessionId } = await startSession(await database(), { userId: user.id, kind, amr: ['pwd'] }, ctx)
  return { userId: user.id, sessionId, sessionKind: kind, role: user.role as Actor['role'] }
}

/** What was written to an address, the newest first, still sealed for the worker. */
export async function mailsTo(email: string): Promise<(MailMessage & { nextAttemptAt: Date })[]> {
  const db = await database()
  const rows = await db.outboxMail.findMany({
    where: { recipient: email },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map((row) => ({
    ...(JSON.parse(unseal(row.body ?? '', 'mail-message') ?? '{}') as MailMessage),
    nextAttemptAt: row.nextAttemptAt,
  }))
}

/** The one email of a kind to an address. */
export async function theMail<K extends MailMessage['kind']>(email: string, kind: K) {
  const mail = (await mailsTo(email)).find((candidate) => candidate.kind === kind)
  if (!mail) throw new Error(`No ${kind} mail to ${email}`)
  return mail as Extract<MailMessage, { kind: K }> & { nextAttemptAt: Date }
}

/** The token in an emailed link. */
export function tokenOf(mail: { url: string }): string {
  return new URL(mail.url).searchParams.get('token') ?? ''
}

/** How the calls fared: how many succeeded, and the codes of those that did not. */
export async function outcomes(calls: Promise<unknown>[]) {
  const settled = await Promise.allSettled(calls)
  const failures = settled.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as Error & { code?: string }] : [],
  )
  return {
    succeeded: settled.length - failures.length,
    codes: failures.map((failure) => failure.code ?? failure.message),
  }
}
