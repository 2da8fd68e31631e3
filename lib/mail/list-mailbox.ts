import { findMailboxMails } from './find-mailbox-mails'
import type { MailboxMail } from './mailbox-mail'

/**
 * The delivered mails of the development inbox, the newest first. The caller has checked who asks: they open every
 * account.
 *
 * @param limit how many at most
 * @throws AppError `not_found` when mails go to a mail server
 */
export async function listMailbox({ limit }: { limit: number }): Promise<MailboxMail[]> {
  return findMailboxMails({ limit })
}
