import { randomBytes } from 'node:crypto'
import { addMilliseconds, HOUR } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { deleteUnusedAvatars } from './delete-unused-avatars'

/** How long a picture that was replaced can still be had: pages that show it may be open. */
const GRACE = HOUR
/** Pictures of one look: few enough that nobody waits long. */
const BATCH = 500
/** Looks of one run. Where there are more pictures, the next runs see the others. */
const MAX_BATCHES = 100

type Run = {
  /** The hash to begin at. Hashes are even, so chance leads every run through others. */
  from?: string
  batches?: number
}

/**
 * Deletes the pictures that nobody has had for an hour, of 50,000 that it looks at: of all, where there are no more. It
 * reads their hashes by the index, some hundred at a time, and never what is in a picture.
 *
 * @returns how many were deleted
 */
export async function deleteForgottenAvatars(
  now: Date,
  { from = randomBytes(32).toString('hex'), batches = MAX_BATCHES }: Run = {},
): Promise<number> {
  const leftBefore = addMilliseconds(now, -GRACE)
  let deleted = 0
  let left = batches
  // Behind the beginning, then before it.
  for (const range of [{ gte: from }, { lt: from }]) {
    let after = ''
    let isLast = false
    for (; left > 0 && !isLast; left--) {
      const hashes = await someHashes({ ...range, gt: after })
      deleted += await deleteUnused(hashes, leftBefore)
      after = hashes.at(-1) ?? ''
      isLast = hashes.length < BATCH
    }
  }
  return deleted
}

async function someHashes(hash: { gt: string; gte?: string; lt?: string }): Promise<string[]> {
  const db = await database()
  const rows = await db.avatar.findMany({
    where: { hash },
    orderBy: { hash: 'asc' },
    take: BATCH,
    select: { hash: true },
  })
  return rows.map((row) => row.hash)
}

async function deleteUnused(hashes: string[], leftBefore: Date): Promise<number> {
  if (hashes.length === 0) return 0
  const db = await database()
  const used = await db.user.groupBy({ by: ['avatarHash'], where: { avatarHash: { in: hashes } } })
  const isUsed = new Set(used.map(({ avatarHash }) => avatarHash))
  const unused = hashes.filter((hash) => !isUsed.has(hash))
  return unused.length === 0 ? 0 : (await deleteUnusedAvatars(unused, leftBefore)).count
}
