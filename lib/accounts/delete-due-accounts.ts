import { deleteUnusedAvatars } from '@/lib/avatars/delete-unused-avatars'
import { database } from '@/lib/db/database'
import { inBatches } from '@/lib/db/in-batches'
import { transaction } from '@/lib/db/transaction'

const BATCH = 50

type DueAccount = { id: string; email: string; avatarHash: string | null }

/**
 * Permanently deletes the accounts whose grace period is over, with their sessions, tokens and avatar. Audit rows
 * remain, without email address or name.
 *
 * @returns the number of deleted accounts
 */
export async function deleteDueAccounts(now: Date): Promise<number> {
  const db = await database()
  return inBatches({
    size: BATCH,
    find: () =>
      db.user.findMany({
        where: { deletionDueAt: { lte: now } },
        orderBy: { deletionDueAt: 'asc' },
        take: BATCH,
        select: { id: true, email: true, avatarHash: true },
      }),
    remove: async (accounts) => {
      let count = 0
      for (const account of accounts) if (await deleteIfDue(account, now)) count++
      return { count }
    },
  })
}

async function deleteIfDue({ id, email, avatarHash }: DueAccount, now: Date): Promise<boolean> {
  const isDeleted = await transaction(async (tx) => {
    // Conditional: a login may have cancelled the deletion since the row was read.
    const { count } = await tx.user.deleteMany({ where: { id, deletionDueAt: { lte: now } } })
    if (count === 0) return false
    await tx.outboxMail.deleteMany({ where: { recipient: email, status: { not: 'pending' } } })
    await tx.auditEvent.create({
      data: { type: 'account.deleted', userId: id, ip: '', userAgent: '', requestId: '', detail: '{}', createdAt: now },
      select: { id: true },
    })
    return true
  })
  if (isDeleted && avatarHash) await deleteUnusedAvatars([avatarHash])
  return isDeleted
}
