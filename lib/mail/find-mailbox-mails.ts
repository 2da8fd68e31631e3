import { config } from '@/lib/config/config'
import { unseal } from '@/lib/crypto/seal'
import { database } from '@/lib/db/database'
import { AppError } from '@/lib/errors/app-error'
import type { MailboxMail } from './mailbox-mail'
import type { RenderedMail } from './templates/render-mail'

/**
 * Mails of the development inbox, the newest first; of one id, or all. Who may read them is for the caller to check:
 * they open every account.
 *
 * @throws AppError `not_found` when mails go to a mail server
 */
export async function findMailboxMails({ id, limit }: { id?: string; limit: number }): Promise<MailboxMail[]> {
  if (config().emailServer.kind !== 'mailbox') throw new AppError('not_found')
  const db = await database()
  const rows = await db.outboxMail.findMany({
    where: { id, status: 'delivered', body: { not: null } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, recipient: true, body: true, createdAt: true },
  })
  return rows.flatMap(({ recipient: to, body, ...row }) => {
    // Sealed with an AUTH_SECRET that is gone, a mail is as good as deleted.
    const rendered = unseal(body ?? '', 'mailbox-mail')
    return rendered ? [{ ...row, to, ...(JSON.parse(rendered) as RenderedMail) }] : []
  })
}
