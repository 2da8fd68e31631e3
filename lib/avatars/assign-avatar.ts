import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { isReferenceViolation } from '@/lib/db/is-reference-violation'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { retryConflicts } from '@/lib/db/retry-conflicts'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { deleteUnusedAvatars } from './delete-unused-avatars'
import type { MadeAvatar } from './make-avatar'

/**
 * Gives the caller a picture, or none. One that is replaced can be had for an hour more, as pages that show it may be
 * open; one that is removed is deleted at once, unless someone else has it too. Where the caller has it already,
 * nothing happens.
 *
 * @throws AppError `not_authenticated`
 */
export async function assignAvatar(avatar: MadeAvatar | null, ctx: Context): Promise<void> {
  const { userId } = requireActor(ctx)
  const avatarHash = avatar?.hash ?? null
  const isActive = { id: userId, disabledAt: null }
  const db = await database()
  const before = await db.user.findFirst({ where: isActive, select: { avatarHash: true } })
  if (!before) throw new AppError('not_authenticated')
  if (before.avatarHash === avatarHash) return

  const assign = () =>
    transaction(async (tx) => {
      if (avatar) {
        const takenAt = ctx.now
        // Writing the row that is there too keeps others from deleting it until this is done.
        const create = { ...avatar, takenAt }
        await tx.avatar.upsert({ where: { hash: avatar.hash }, create, update: { takenAt }, select: { hash: true } })
        if (before.avatarHash) await tx.avatar.updateMany({ where: { hash: before.avatarHash }, data: { takenAt } })
      }
      const { count } = await tx.user.updateMany({ where: isActive, data: { avatarHash, updatedAt: ctx.now } })
      if (count === 0) throw new AppError('not_authenticated')
      await record(tx, ctx, { type: 'account.updated', userId, detail: { fields: 'avatar' } })
    })
  // Two may bring the same new picture at once, or one take it while it is being deleted.
  await retryConflicts(assign, (error) => isUniqueViolation(error) || isReferenceViolation(error))
  if (before.avatarHash && !avatar) await deleteUnusedAvatars([before.avatarHash])
}
