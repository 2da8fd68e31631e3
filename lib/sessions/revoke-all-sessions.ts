import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database, type Transaction } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'

/** Rows of one statement: few enough that nobody waits long for the lock, however many there are. */
const BATCH = 1000

/**
 * Revokes every session of everyone, browsers and API clients alike, with all their access and refresh tokens, and
 * invalidates every emailed link: for operators, after a backup was restored or a secret leaked (S76). A backup
 * restores links that were used since. An interrupted run keeps what it has done; the next one continues. Pending
 * registrations stay, so that nobody has to register twice; their links give nothing but the account registered. A
 * third party that verifies access tokens by the key set alone accepts them until they expire.
 *
 * Pending registrations under way stay, for a registration is not asked for twice; their links give nothing but the
 * account claimed. Who verifies access tokens elsewhere, by the key set alone, takes them until they expire.
 *
 * @returns how many sessions it revoked, and how many links it invalidated
 */
export async function revokeAllSessions(ctx: Context): Promise<{ sessions: number; links: number }> {
  const db = await database()
  // Before the first is revoked, so that an interrupted run is recorded too.
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
    // After a batch that is not full, later sessions are new logins.
    if (ids.length < BATCH) return deleted
  }
}
