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
 * Sets or removes the caller's avatar. A replaced avatar is served for another hour, because open pages may show it. A
 * removed one is deleted at once, unless another user has the same one. Setting the current avatar changes nothing.
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
        // Updating an existing row locks it, so that nobody deletes it until this commits.
        const create = { ...avatar, takenAt }
        await tx.avatar.upsert({ where: { hash: avatar.hash }, create, update: { takenAt }, select: { hash: true } })
        if (before.avatarHash) await tx.avatar.updateMany({ where: { hash: before.avatarHash }, data: { takenAt } })
      }
      const { count } = await tx.user.updateMany({ where: isActive, data: { avatarHash, updatedAt: ctx.now } })
      if (count === 0) throw new AppError('not_authenticated')
      await record(tx, ctx, { type: 'account.updated', userId, detail: { fields: 'avatar' } })
    })
  // Two users may set the same new avatar at once, or one may set it while it is being deleted.
  await retryConflicts(assign, (error) => isUniqueViolation(error) || isReferenceViolation(error))
  if (before.avatarHash && !avatar) await deleteUnusedAvatars([before.avatarHash])
}
