import { database } from '@/lib/db/database'
import { isReferenceViolation } from '@/lib/db/is-reference-violation'
import { retryConflicts } from '@/lib/db/retry-conflicts'

/**
 * Deletes those of the given avatars that nobody uses; users with the same avatar share one row. A user who sets one of
 * them at the same time keeps it: the database deletes no referenced row.
 *
 * @param leftBefore only avatars last set or replaced at or before this time; all if omitted
 */
export async function deleteUnusedAvatars(hashes: string[], leftBefore?: Date): Promise<{ count: number }> {
  const db = await database()
  const where = { hash: { in: hashes }, users: { none: {} }, takenAt: leftBefore && { lte: leftBefore } }
  return retryConflicts(() => db.avatar.deleteMany({ where }), isReferenceViolation)
}
