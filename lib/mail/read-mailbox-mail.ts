import { AppError } from '@/lib/errors/app-error'
import { findMailboxMails } from './find-mailbox-mails'
import type { MailboxMail } from './mailbox-mail'

/**
 * One mail of the development inbox. The caller has checked who asks: it may open an account.
 *
 * @throws AppError `not_found` when there is no such delivered mail, or mails go to a mail server
 */
export async function readMailboxMail({ id }: { id: string }): Promise<MailboxMail> {
  const [mail] = await findMailboxMails({ id, limit: 1 })
  if (!mail) throw new AppError('not_found')
  return mail
}
