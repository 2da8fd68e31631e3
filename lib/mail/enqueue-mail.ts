import { randomUUID } from 'node:crypto'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { seal } from '@/lib/crypto/seal'
import type { Transaction } from '@/lib/db/database'
import { DEFAULT_LOCALE } from '@/lib/i18n/locales'
import { isOneMailbox } from './is-one-mailbox'
import type { LocalizedMail, MailMessage } from './mail-message'

type MailToEnqueue = {
  /** One plain mailbox. */
  to: string
  message: MailMessage
  /** Whose mail it is, where the address is not that person's own, or not any more. */
  readerId?: string
  /** A mail that waits for its turn leaves no sooner. */
  notBefore?: Date
}

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
  if (!isOneMailbox(to)) throw new Error('A mail has no recipient that is exactly one mailbox.')
  const reader = await tx.user.findUnique({ where: readerId ? { id: readerId } : { email: to }, select: { locale: true } })
  const locale = reader?.locale ?? ctx.locale ?? DEFAULT_LOCALE
  await tx.outboxMail.create({
    data: {
      kind: message.kind,
      recipient: to,
      body: seal(JSON.stringify({ ...message, locale } satisfies LocalizedMail), 'mail-message'),
      messageId: `<${randomUUID()}@${new URL(config().appUrl).hostname}>`,
      nextAttemptAt: notBefore ?? ctx.now,
      createdAt: ctx.now,
    },
    select: { id: true },
  })
}
