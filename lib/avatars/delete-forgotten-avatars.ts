import { randomBytes } from 'node:crypto'
import { addMilliseconds, HOUR } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { deleteUnusedAvatars } from './delete-unused-avatars'

/** How long a replaced avatar is still served, in milliseconds: open pages may show it. */
const GRACE = HOUR
/** Avatars per query: few enough that other queries do not wait long. */
const BATCH = 500
/** Queries per run. If there are more avatars, later runs check the rest. */
const MAX_BATCHES = 100

type Run = {
  /** The hash to start at. Hashes are evenly distributed, so a random start makes each run check different ones. */
  from?: string
  batches?: number
}

/**
 * Deletes avatars that nobody has used for an hour. Each run checks at most 50,000. It reads only hashes from the
 * index, 500 at a time, never the images.
 *
 * @returns the number of deleted avatars
 */
export async function deleteForgottenAvatars(
  now: Date,
  { from = randomBytes(32).toString('hex'), batches = MAX_BATCHES }: Run = {},
): Promise<number> {
  const leftBefore = addMilliseconds(now, -GRACE)
  let deleted = 0
  let left = batches
  // From the start to the end, then from the beginning to the start.
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
