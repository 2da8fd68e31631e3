import { randomUUID } from 'node:crypto'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { insertion, type Value } from '@/lib/db/statement'
import type { Change } from '@/lib/db/write-together'
import { parseEmailAddress } from '@/lib/fields/email-address'
import { DEFAULT_LOCALE } from '@/lib/i18n/locales'
import type { LocalizedMail, MailMessage } from './mail-message'

type MailToEnqueue = {
  /** One plain mailbox. */
  to: string
  message: MailMessage
  /** Whose mail it is, where the address is not that person's own, or not any more. */
  readerId?: string
  /** An email that waits for its turn is not sent before this. */
  notBefore?: Date | undefined
}

type MailRow = Omit<MailToEnqueue, 'readerId'> & { locale?: string | null | undefined }

/**
 * Writes an email into the outbox, in the transaction that causes it: both exist, or neither. The worker renders and
 * sends it later, so the request costs the same whatever it contains and however the mail server is doing (S3, S71).
 * Its language is the reader's, or else the request's. Its content is encrypted, since it contains codes and links
 * (S20).
 *
 * @throws Error when `to` is not exactly one mailbox
 */
export async function enqueueMail(
  tx: Transaction,
  { to, message, readerId, notBefore }: MailToEnqueue,
  ctx: Context,
): Promise<void> {
  const reader = await tx.user.findUnique({
    where: readerId ? { id: readerId } : { email: to },
    select: { locale: true },
  })
  await tx.outboxMail.create({
    data: mailRow({ to, message, notBefore, locale: reader?.locale }, ctx),
    select: { id: true },
  })
}

/** As {@link enqueueMail}, written together with other changes, for a reader whose language is known. */
export function mailInsertion(mail: MailRow, ctx: Context): Change {
  const row: Record<string, Value> = { id: newId(), ...mailRow(mail, ctx) }
  return { statement: insertion('OutboxMail', Object.keys(row)), values: Object.values(row) }
}

/** @param mail `locale` is the reader's own, where that is known */
function mailRow({ to, message, locale, notBefore }: MailRow, ctx: Context) {
  const recipient = parseEmailAddress(to, { isStored: true })
  if (!recipient.isTaken) throw new Error('A mail has no recipient that is exactly one mailbox.')
  const localized: LocalizedMail = { ...message, locale: locale ?? ctx.locale ?? DEFAULT_LOCALE }
  return {
    kind: message.kind,
    recipient: recipient.address,
    body: seal(JSON.stringify(localized), 'mail-message'),
    messageId: `<${randomUUID()}@${new URL(config().appUrl).hostname}>`,
    nextAttemptAt: notBefore ?? ctx.now,
    createdAt: ctx.now,
  }
}
