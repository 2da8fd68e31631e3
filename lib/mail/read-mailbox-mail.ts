import { AppError } from '@/lib/errors/app-error'
import { findMailboxMails } from './find-mailbox-mails'
import type { MailboxMail } from './mailbox-mail'

/**
 * One email of the development inbox. The caller checks who may read it: it may open an account.
 *
 * @throws AppError `not_found` if there is no such delivered email, or emails go to a mail server
 */
export async function readMailboxMail({ id }: { id: string }): Promise<MailboxMail> {
  const [mail] = await findMailboxMails({ id, limit: 1 })
  if (!mail) throw new AppError('not_found')
  return mail
}
