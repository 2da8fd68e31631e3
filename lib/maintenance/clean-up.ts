import { deleteDueAccounts } from '@/lib/accounts/delete-due-accounts'
import { deleteForgottenAvatars } from '@/lib/avatars/delete-forgotten-avatars'
import { addMilliseconds, DAY } from '@/lib/config/durations'
import { database } from '@/lib/db/database'

/** Rows of one statement: few enough that nobody waits long for the lock. */
const BATCH = 500
/** Batches of one table in one run; what is left waits for the next. */
const MAX_BATCHES = 200
/** How long the outbox tells what was sent, without its text. */
const OUTBOX_RETENTION = 30 * DAY

/**
 * Removes what has expired, in bounded batches: sessions, claims, tokens, counters, old outbox rows, the accounts whose
 * deletion is due, and pictures that nobody has. A session that ended by idleness goes when its absolute end comes: until then nothing takes it, and an
 * index that would find it costs every visit. Safe to run in several processes at once.
 *
 * @returns how many rows were removed
 */
export async function cleanUp(now: Date): Promise<number> {
  const db = await database()
  const isExpired = { expiresAt: { lte: now } }
  // The longest expired first: without an order of ours Prisma asks for that of the ids, and the whole table is read for it.
  const oldest = { take: BATCH, select: { id: true }, orderBy: { expiresAt: 'asc' } } as const
  const removed = [
    await inBatches(
      () => db.session.findMany({ where: isExpired, ...oldest }),
      (rows) => db.session.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isExpired } }),
    ),
    await inBatches(
      () => db.registration.findMany({ where: isExpired, ...oldest }),
      (rows) => db.registration.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isExpired } }),
    ),
    await inBatches(
      () => db.oneTimeToken.findMany({ where: isExpired, ...oldest }),
      (rows) => db.oneTimeToken.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isExpired } }),
    ),
    await inBatches(
      () => db.rateLimit.findMany({ where: { expire: { lte: now } }, orderBy: { expire: 'asc' }, take: BATCH, select: { key: true } }),
      (rows) => db.rateLimit.deleteMany({ where: { key: { in: rows.map(({ key }) => key) }, expire: { lte: now } } }),
    ),
    await inBatches(
      () =>
        db.outboxMail.findMany({
          where: { status: { not: 'pending' }, createdAt: { lte: addMilliseconds(now, -OUTBOX_RETENTION) } },
          orderBy: { createdAt: 'asc' },
          take: BATCH,
          select: { id: true },
        }),
      (rows) => db.outboxMail.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } }),
    ),
    await deleteDueAccounts(now),
    // After the accounts, whose pictures they leave behind.
    await deleteForgottenAvatars(now),
  ]
  return removed.reduce((sum, count) => sum + count, 0)
}

async function inBatches<Row>(find: () => Promise<Row[]>, remove: (rows: Row[]) => Promise<{ count: number }>): Promise<number> {
  let removed = 0
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const rows = await find()
    if (rows.length > 0) removed += (await remove(rows)).count
    if (rows.length < BATCH) break
  }
  return removed
}
