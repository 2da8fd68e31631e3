import { addMilliseconds, HOUR } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { deleteUnusedAvatars } from './delete-unused-avatars'

/** How long a picture that was replaced can still be had: pages that show it may be open. */
const GRACE = HOUR
/** Pictures of one look: few enough that nobody waits long. */
const BATCH = 500

/**
 * Deletes the pictures that nobody has had for an hour. It looks at the hashes of all, some hundred at a time, by their
 * index: what is in a picture is never read.
 *
 * @returns how many were deleted
 */
export async function deleteForgottenAvatars(now: Date): Promise<number> {
  const db = await database()
  const leftBefore = addMilliseconds(now, -GRACE)
  let [deleted, after] = [0, '']
  for (;;) {
    const rows = await db.avatar.findMany({ where: { hash: { gt: after } }, orderBy: { hash: 'asc' }, take: BATCH, select: { hash: true } })
    const last = rows.at(-1)
    if (!last) return deleted
    const hashes = rows.map(({ hash }) => hash)
    const used = await db.user.groupBy({ by: ['avatarHash'], where: { avatarHash: { in: hashes } } })
    const isUsed = new Set(used.map(({ avatarHash }) => avatarHash))
    const unused = hashes.filter((hash) => !isUsed.has(hash))
    if (unused.length > 0) deleted += (await deleteUnusedAvatars(unused, leftBefore)).count
    if (rows.length < BATCH) return deleted
    after = last.hash
  }
}
