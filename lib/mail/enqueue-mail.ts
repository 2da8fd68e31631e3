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
  /** A mail that waits for its turn leaves no sooner. */
  notBefore?: Date | undefined
}

type MailRow = Omit<MailToEnqueue, 'readerId'> & { locale?: string | null | undefined }

/**
 * Writes a mail into the outbox, in the transaction that causes it: both are there, or neither. It is rendered and
 * sent by the worker later, so that it costs the request the same whatever it says and however the mail server fares
 * (S3, S71). It speaks the language of its reader, or of the request where there is none. What it says is sealed, since
 * codes and links stand in it (S20).
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
