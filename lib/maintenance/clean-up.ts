import { deleteDueAccounts } from '@/lib/accounts/delete-due-accounts'
import { numberUsers } from '@/lib/accounts/user-number'
import { deleteForgottenAvatars } from '@/lib/avatars/delete-forgotten-avatars'
import { config } from '@/lib/config/config'
import { addMilliseconds, DAY } from '@/lib/config/durations'
import { removeExpiredCounters } from '@/lib/db/counters/counters'
import { database } from '@/lib/db/database'
import { inBatches } from '@/lib/db/in-batches'

/** Rows of one statement: few enough that nobody waits long for the lock. */
const BATCH = 500
/** How long the outbox tells what was sent, without its text. */
const OUTBOX_RETENTION = 30 * DAY

/**
 * Removes what has expired, in bounded batches: sessions, pending registrations, tokens, counters, old outbox rows,
 * audit events older than AUDIT_RETENTION, the accounts whose deletion is due, and pictures that nobody has. A session
 * that ended by idleness goes when its absolute end comes: until then nothing takes it, and an index that would find it
 * costs every visit. It also numbers the accounts that an older version made during an upgrade. Safe to run in several
 * processes at once.
 *
 * @returns how many rows were removed
 */
export async function cleanUp(now: Date): Promise<number> {
  await numberUsers()
  const db = await database()
  const isExpired = { expiresAt: { lte: now } }
  // The longest expired first: without an explicit order Prisma sorts by id, and reads the whole table.
  const oldest = { take: BATCH, select: { id: true }, orderBy: { expiresAt: 'asc' } } as const
  const removed = [
    await inBatches({
      size: BATCH,
      find: () => db.session.findMany({ where: isExpired, ...oldest }),
      remove: (rows) => db.session.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isExpired } }),
    }),
    await inBatches({
      size: BATCH,
      find: () => db.registration.findMany({ where: isExpired, ...oldest }),
      remove: (rows) => db.registration.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isExpired } }),
    }),
    await inBatches({
      size: BATCH,
      find: () => db.oneTimeToken.findMany({ where: isExpired, ...oldest }),
      remove: (rows) => db.oneTimeToken.deleteMany({ where: { id: { in: rows.map(({ id }) => id) }, ...isExpired } }),
    }),
    await inBatches({
      size: BATCH,
      find: () =>
        db.rateLimit.findMany({
          where: { expire: { lte: now } },
          orderBy: { expire: 'asc' },
          take: BATCH,
          select: { key: true },
        }),
      remove: (rows) =>
        db.rateLimit.deleteMany({ where: { key: { in: rows.map(({ key }) => key) }, expire: { lte: now } } }),
    }),
    await removeExpiredCounters(now),
    await inBatches({
      size: BATCH,
      find: () =>
        db.outboxMail.findMany({
          where: { status: { not: 'pending' }, createdAt: { lte: addMilliseconds(now, -OUTBOX_RETENTION) } },
          orderBy: { createdAt: 'asc' },
          take: BATCH,
          select: { id: true },
        }),
      remove: (rows) => db.outboxMail.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } }),
    }),
    await forgetEvents(now),
    await deleteDueAccounts(now),
    await deleteForgottenAvatars(now),
  ]
  return removed.reduce((sum, count) => sum + count, 0)
}

async function forgetEvents(now: Date): Promise<number> {
  const { auditRetention } = config()
  if (auditRetention === null) return 0
  const db = await database()
  return inBatches({
    size: BATCH,
    find: () =>
      db.auditEvent.findMany({
        where: { createdAt: { lte: addMilliseconds(now, -auditRetention) } },
        orderBy: { createdAt: 'asc' },
        take: BATCH,
        select: { id: true },
      }),
    remove: (rows) => db.auditEvent.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } }),
  })
}
