import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'

/** Sessions of one statement: few enough that nobody waits long for the lock, however many there are. */
const BATCH = 1000

/**
 * Ends every session of everybody, browsers and programs alike, and with them all access and refresh tokens: for whoever
 * operates the server, after a backup was restored or a secret became known (S76). What has ended stays ended if it is
 * broken off; run again, it goes on.
 *
 * Who verifies access tokens elsewhere, by the key set alone, takes them until they expire.
 *
 * @returns how many sessions it ended
 */
export async function endAllSessions(ctx: Context): Promise<number> {
  const db = await database()
  // Before the first is ended, so that a run that is broken off is told of too.
  await transaction((tx) => record(tx, ctx, { type: 'session.all_ended', userId: null }))
  let ended = 0
  for (;;) {
    const rows = await db.session.findMany({ take: BATCH, select: { id: true } })
    const where = { id: { in: rows.map(({ id }) => id) } }
    if (rows.length > 0) ended += (await transaction((tx) => tx.session.deleteMany({ where }))).count
    // Of a batch that is not full, whoever comes after has logged in anew.
    if (rows.length < BATCH) return ended
  }
}
