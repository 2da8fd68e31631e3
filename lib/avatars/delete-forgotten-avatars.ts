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
  const users = { take: 1, select: { id: true } } as const
  let [deleted, after] = [0, '']
  for (;;) {
    const page = { where: { hash: { gt: after } }, orderBy: { hash: 'asc' }, take: BATCH } as const
    const rows = await db.avatar.findMany({ ...page, select: { hash: true, users } })
    const unused = rows.filter((row) => row.users.length === 0).map(({ hash }) => hash)
    if (unused.length > 0) deleted += (await deleteUnusedAvatars(unused, leftBefore)).count
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return deleted
    after = last.hash
  }
}
