import { databaseUnavailable } from '../database-unavailable'
import { lockWaiter } from '../lock-waiter'
import { SqliteConnection } from '../sqlite-connection'
import type { ChangeCounter, Counter, CounterStore } from './counter-store'

/** The others hold the lock for a fraction of a millisecond: nobody waits long. */
const BUSY_MILLISECONDS = 10
/** Another process may be at it, too. */
const PREPARE = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS "Counter" ("key" TEXT PRIMARY KEY, "points" INTEGER NOT NULL, "expire" INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS "Counter_expire_idx" ON "Counter" ("expire");
`
const COUNT = `
  INSERT INTO "Counter" ("key", "points", "expire") VALUES (?1, 1, ?2)
  ON CONFLICT ("key") DO UPDATE SET
    "points" = CASE WHEN "expire" <= ?3 THEN 1 ELSE "points" + 1 END,
    "expire" = CASE WHEN "expire" <= ?3 THEN excluded."expire" ELSE "expire" END
  RETURNING "points", "expire"
`
const FIND = 'SELECT "points", "expire" FROM "Counter" WHERE "key" = ?'
const SET = 'INSERT OR REPLACE INTO "Counter" ("key", "points", "expire") VALUES (?, ?, ?)'
const REFUND = 'UPDATE "Counter" SET "points" = "points" - 1 WHERE "key" = ? AND "points" > 0 AND "expire" > ?'
const FORGET = 'DELETE FROM "Counter" WHERE "key" = ?'
const REMOVE_EXPIRED =
  'DELETE FROM "Counter" WHERE "key" IN (SELECT "key" FROM "Counter" WHERE "expire" <= ? ORDER BY "expire" LIMIT ?)'

export type SqliteCounters = CounterStore &
  ChangeCounter & {
    /** Removes some of those that count no more. @returns how many, `limit` at most */
    removeExpired: (now: Date, limit: number) => Promise<number>
    close: () => void
  }

/**
 * Counts in a SQLite file of their own, which all processes of the machine share. What it commits waits for no disk
 * (`synchronous = NORMAL` in WAL mode): it survives the processes, and a power cut leaves it whole, with the last
 * counts missing. See docs/decisions/0029-rate-limit-counters-do-not-wait-for-the-disk.md.
 *
 * Each act is one turn of the event loop, from taking the lock to giving it back.
 */
export function sqliteCounters(file: string): SqliteCounters {
  const wait = lockWaiter()
  let opened: SqliteConnection | null = null

  function connection(): SqliteConnection {
    if (opened) return opened
    const opening = new SqliteConnection(file, BUSY_MILLISECONDS)
    try {
      opening.runScript(PREPARE)
    } catch (error) {
      opening.close()
      throw error
    }
    return (opened = opening)
  }

  function close() {
    const closing = opened
    opened = null
    closing?.close()
  }

  /** Taking the lock by a script is what the driver can fail in and be used on: see `waiting-libsql.ts`. */
  function inTransaction<T>(work: (db: SqliteConnection) => T): T {
    const db = connection()
    db.runScript('BEGIN IMMEDIATE')
    try {
      const result = work(db)
      db.runScript('COMMIT')
      return result
    } catch (error) {
      try {
        db.rollBack()
      } finally {
        close()
      }
      throw error
    }
  }

  async function act<T>(work: (db: SqliteConnection) => T): Promise<T> {
    try {
      wait.requireHope()
      return await wait.whileLocked(() => inTransaction(work))
    } catch (error) {
      // Whatever SQLite says here is about the file or its disk.
      throw (error as { rawCode?: number }).rawCode === undefined ? error : databaseUnavailable(error)
    }
  }

  const find = (db: SqliteConnection, key: string) => counterOf(db.run(FIND, [key]).rows[0])

  return {
    count: (acts, now) =>
      act((db) => {
        const counted: Counter[] = []
        for (const { key, limit, windowMilliseconds } of acts) {
          const { rows } = db.run(COUNT, [key, now.getTime() + windowMilliseconds, now.getTime()])
          const counter = counterOf(rows[0])
          if (counter) counted.push(counter)
          if (!counter || counter.points > limit) break
        }
        return counted
      }),
    settle: ({ refund, forget }, now) =>
      act((db) => {
        for (const key of refund) db.run(REFUND, [key, now.getTime()])
        for (const key of forget) db.run(FORGET, [key])
      }),
    current: async (key, now) => {
      const counter = await act((db) => find(db, key))
      return counter && counter.expire > now ? counter.points : 0
    },
    change: (key, next) =>
      act((db) => {
        const changed = next(find(db, key))
        if (changed) db.run(SET, [key, changed.points, changed.expire.getTime()])
        return changed
      }),
    removeExpired: (now, limit) => act((db) => db.run(REMOVE_EXPIRED, [now.getTime(), limit]).rowsAffected),
    close,
  }
}

function counterOf(row: unknown[] | undefined): Counter | null {
  return row ? { points: Number(row[0]), expire: new Date(Number(row[1])) } : null
}
