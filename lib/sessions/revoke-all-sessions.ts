import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database, type Transaction } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'

/** Rows of one statement: few enough that nobody waits long for the lock, however many there are. */
const BATCH = 1000

/**
 * Ends every session of everybody, browsers and programs alike, and with them all access and refresh tokens, and voids
 * every mailed link: for whoever operates the server, after a backup was restored or a secret became known (S76). A
 * backup brings links back that were used since. What has ended stays ended if it is broken off; run again, it goes on.
 *
 * Pending registrations under way stay, for a registration is not asked for twice; their links give nothing but the account claimed.
 * Who verifies access tokens elsewhere, by the key set alone, takes them until they expire.
 *
 * @returns how many sessions it ended, and how many links it voided
 */
export async function revokeAllSessions(ctx: Context): Promise<{ sessions: number; links: number }> {
  const db = await database()
  // Before the first is ended, so that a run that is broken off is told of too.
  await transaction((tx) => record(tx, ctx, { type: 'session.all_ended', userId: null }))
  const firstIds = { take: BATCH, select: { id: true } } as const
  return {
    sessions: await deleteAll(
      () => db.session.findMany(firstIds),
      (tx, where) => tx.session.deleteMany({ where }),
    ),
    links: await deleteAll(
      () => db.oneTimeToken.findMany(firstIds),
      (tx, where) => tx.oneTimeToken.deleteMany({ where }),
    ),
  }
}

async function deleteAll(
  find: () => Promise<{ id: string }[]>,
  remove: (tx: Transaction, where: { id: { in: string[] } }) => Promise<{ count: number }>,
): Promise<number> {
  let deleted = 0
  for (;;) {
    const ids = (await find()).map(({ id }) => id)
    if (ids.length > 0) deleted += (await transaction((tx) => remove(tx, { id: { in: ids } }))).count
    // Of a batch that is not full, whoever comes after has logged in anew.
    if (ids.length < BATCH) return deleted
  }
}
