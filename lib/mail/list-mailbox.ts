import { findMailboxMails } from './find-mailbox-mails'
import type { MailboxMail } from './mailbox-mail'

/**
 * The delivered emails of the development inbox, the newest first. The caller checks who may read them: they open every
 * account.
 *
 * @param limit how many at most
 * @throws AppError `not_found` if emails go to a mail server
 */
export async function listMailbox({ limit }: { limit: number }): Promise<MailboxMail[]> {
  return findMailboxMails({ limit })
}
