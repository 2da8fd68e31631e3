import { setTimeout as sleep } from 'node:timers/promises'
import { addMilliseconds, SECOND } from '@/lib/config/durations'
import { unseal } from '@/lib/crypto/seal'
import { database } from '@/lib/db/database'
import { statement, writeNow } from '@/lib/db/statement'
import { logError } from '@/lib/log/log-error'
import { leaseNextMail, type LeasedMail } from './lease-next-mail'
import { describeFailure } from './describe-failure'
import type { LocalizedMail } from './mail-message'
import { MAIL_LEASE } from './mail-lease'
import { inFlightMails } from './in-flight-mails'
import { nextAttemptAt } from './next-attempt-at'
import { renderMail } from './templates/render-mail'
import { configuredTransport } from './transports/configured-transport'
import { DeliveryError } from './transports/delivery-error'

/** The outcome for the email that was due longest; `none` if none was due. */
export type DeliveryOutcome =
  | { kind: 'none' }
  | { kind: 'delivered'; mail: LeasedMail }
  /** `failed`: given up. `postponed`: it comes again. `unavailable`: so it does, and no other can leave now either. */
  | { kind: 'failed' | 'postponed' | 'unavailable'; mail: LeasedMail; error: unknown }

type Clock = () => Date

type DeliverNextMail = {
  clock: Clock
  /** Called when there is an email to deliver, before its delivery begins. */
  onLease?: () => void
  /** Whether an email whose lease ran out, because its worker died, is taken over; true by default. */
  takesOver?: boolean
}

/**
 * Delivers one email that is due and records the outcome. An email is sent twice only if the process or the connection
 * dies between the end of its transfer and our record of it, and then with the same Message-ID (S71).
 *
 * @throws what the database throws; the email is due again when its lease has run out
 */
export async function deliverNextMail({ clock, onLease, takesOver = true }: DeliverNextMail): Promise<DeliveryOutcome> {
  const mail = await leaseNextMail({ now: clock(), takesOver })
  if (!mail) return { kind: 'none' }
  inFlightMails().add(mail.id)
  const stopRenewing = keepRenewingLease(mail, clock)
  try {
    onLease?.()
    let keptBody: string | null
    try {
      keptBody = await send(mail)
    } catch (error) {
      return await recordFailure(mail, error, clock())
    }
    await recordDelivery(mail, keptBody, clock)
    return { kind: 'delivered', mail }
  } finally {
    stopRenewing()
    inFlightMails().delete(mail.id)
  }
}

async function send({ recipient: to, body, messageId, createdAt }: LeasedMail): Promise<string | null> {
  const message = body && unseal(body, 'mail-message')
  if (!message) {
    throw new DeliveryError('refused', {
      message: 'The email cannot be decrypted: it was written with another AUTH_SECRET',
      code: 'sealed',
    })
  }
  const rendered = await renderMail(JSON.parse(message) as LocalizedMail)
  return configuredTransport().send({ ...rendered, to, messageId, createdAt })
}

/**
 * A delivered email is recorded as delivered, however long the database is unavailable: forgetting it would send it
 * again.
 */
async function recordDelivery({ id }: LeasedMail, keptBody: string | null, clock: Clock) {
  for (let pause = SECOND / 4; ; pause = Math.min(2 * pause, 4 * SECOND)) {
    try {
      await writeNow(NOTE_DELIVERY, [keptBody, clock(), id])
      return
    } catch (error) {
      logError('A delivered email could not be recorded yet', error, { mailId: id })
      await sleep(pause, undefined, { ref: false })
    }
  }
}

const NOTE_DELIVERY = statement({
  name: 'note-delivery',
  sql: `UPDATE "OutboxMail" SET "status" = 'delivered', "body" = ?, "deliveredAt" = ?, "leasedUntil" = NULL, "lastError" = NULL
    WHERE "id" = ? AND "status" = 'pending'`,
  columns: {},
})

async function recordFailure(mail: LeasedMail, error: unknown, now: Date): Promise<DeliveryOutcome> {
  // What is not about the delivery, a template that throws, may work in the next version.
  const kind = error instanceof DeliveryError ? error.kind : 'later'
  const next = kind === 'refused' ? null : nextAttemptAt({ ...mail, reason: kind, now })
  const lastError = describeFailure(error)
  const db = await database()
  await db.outboxMail.updateMany({
    // Only while we have the lease: another worker may have taken the email over, and even delivered it.
    where: { id: mail.id, status: 'pending', attempts: mail.attempts },
    data: next
      ? { nextAttemptAt: next, leasedUntil: null, lastError }
      : { status: 'failed', body: null, leasedUntil: null, lastError },
  })
  if (kind === 'unavailable') return { kind, mail, error }
  return { kind: next ? 'postponed' : 'failed', mail, error }
}

/** Servers may take minutes to answer. Until the delivery is recorded the lease is not let run out. */
function keepRenewingLease({ id, attempts }: LeasedMail, clock: Clock): () => void {
  const timer = setInterval(async () => {
    try {
      const db = await database()
      await db.outboxMail.updateMany({
        where: { id, status: 'pending', attempts },
        data: { leasedUntil: addMilliseconds(clock(), MAIL_LEASE) },
      })
    } catch (error) {
      logError('The lease of an email could not be renewed', error, { mailId: id })
    }
  }, MAIL_LEASE / 4)
  timer.unref()
  return () => clearInterval(timer)
}
