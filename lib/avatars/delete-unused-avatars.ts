import { database } from '@/lib/db/database'
import { isReferenceViolation } from '@/lib/db/is-reference-violation'
import { retryConflicts } from '@/lib/db/retry-conflicts'

/**
 * Deletes the avatars that no account uses any more; two people with the same picture share a row. If someone takes one
 * at the same moment, the database keeps it: it deletes no referenced row.
 *
 * @param leftBefore only those that were last taken or replaced so long ago; all, where it is not given
 */
export async function deleteUnusedAvatars(hashes: string[], leftBefore?: Date): Promise<{ count: number }> {
  const db = await database()
  const where = { hash: { in: hashes }, users: { none: {} }, takenAt: leftBefore && { lte: leftBefore } }
  return retryConflicts(() => db.avatar.deleteMany({ where }), isReferenceViolation)
}
