import { config } from '@/lib/config/config'
import { unseal } from '@/lib/crypto/seal'
import { database } from '@/lib/db/database'
import { AppError } from '@/lib/errors/app-error'
import type { MailboxMail } from './mailbox-mail'
import type { RenderedMail } from './templates/render-mail'

/**
 * Emails of the development inbox, the newest first; one by id, or all. The caller checks who may read them: they open
 * every account.
 *
 * @throws AppError `not_found` if emails go to a mail server
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
    // An email encrypted with an old AUTH_SECRET is lost.
    const rendered = unseal(body ?? '', 'mailbox-mail')
    return rendered ? [{ ...row, to, ...(JSON.parse(rendered) as RenderedMail) }] : []
  })
}
