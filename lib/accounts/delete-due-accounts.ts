import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'

const BATCH = 50

/**
 * Deletes for good the accounts whose grace is over, with their sessions and tokens. Audit rows stay, without address or
 * name, as the record of what was done.
 *
 * @returns how many were deleted
 */
export async function deleteDueAccounts(now: Date): Promise<number> {
  const db = await database()
  const due = await db.user.findMany({
    where: { deletionDueAt: { lte: now } },
    orderBy: { deletionDueAt: 'asc' },
    take: BATCH,
    select: { id: true, email: true },
  })
  let deleted = 0
  for (const { id, email } of due) {
    deleted += await transaction(async (tx) => {
      // Conditional: a log-in may have taken it back at this moment.
      const { count } = await tx.user.deleteMany({ where: { id, deletionDueAt: { lte: now } } })
      if (count === 0) return 0
      await tx.outboxMail.deleteMany({ where: { recipient: email, status: { not: 'pending' } } })
      await tx.auditEvent.create({
        data: { type: 'account.deleted', userId: id, ip: '', userAgent: '', requestId: '', detail: '{}', createdAt: now },
        select: { id: true },
      })
      return 1
    })
  }
  return deleted
}
