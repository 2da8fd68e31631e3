import { database } from '../database'
import { isUniqueViolation } from '../is-unique-violation'
import { isWriteConflict } from '../is-write-conflict'
import { column, readRow, statement, writeForId, writeNow, writeRowsNow } from '../statement'
import type { ChangeCounter, ConsumedLimit, Counter, CounterStore } from './counter-store'

const NAME = 'counters'
const COUNTER_COLUMNS = { points: column.whole, expire: column.time }

const FIND = statement({
  name: `${NAME}-find`,
  sql: 'SELECT "points", "expire" FROM "RateLimit" WHERE "key" = ? AND "expire" > ?',
  columns: COUNTER_COLUMNS,
})

const REFUND = statement({
  name: `${NAME}-give-back`,
  sql: 'UPDATE "RateLimit" SET "points" = "points" - 1 WHERE "key" = ? AND "points" > 0 AND "expire" > ?',
  columns: {},
})

/**
 * One row is locked at a time, in the order of the acts: two that count the same keys never wait for each other. In a
 * single statement, which PostgreSQL runs from the first part to the next, as each reads the one before.
 */
function countOnPostgresql(length: number) {
  const parts = Array.from({ length }, (_, index) => {
    const values = 'CAST(? AS text), 1, CAST(? AS timestamp(3))'
    const source = index === 0 ? `SELECT ${values}` : `SELECT ${values} FROM "act${index - 1}" WHERE "points" <= ?`
    return `"act${index}" AS (
      INSERT INTO "RateLimit" AS r ("key", "points", "expire") ${source}
      ON CONFLICT ("key") DO UPDATE SET
        "points" = CASE WHEN r."expire" <= ? THEN 1 ELSE r."points" + 1 END,
        "expire" = CASE WHEN r."expire" <= ? THEN excluded."expire" ELSE r."expire" END
      RETURNING "points", "expire")`
  })
  const results = parts.map((_, index) => `SELECT ${index} AS "place", "points", "expire" FROM "act${index}"`)
  return statement({
    name: `${NAME}-count-${length}`,
    sql: `WITH ${parts.join(', ')} ${results.join(' UNION ALL ')} ORDER BY 1`,
    columns: { place: column.whole, ...COUNTER_COLUMNS },
  })
}

/** What it returns the last number of is this row's new count, whatever others do: MySQL has no RETURNING. */
const COUNT_ON_MYSQL = statement({
  name: `${NAME}-count`,
  sql: `INSERT INTO "RateLimit" ("key", "points", "expire") VALUES (?, LAST_INSERT_ID(1), ?)
    ON DUPLICATE KEY UPDATE
      "points" = LAST_INSERT_ID(IF("expire" <= ?, 1, "points" + 1)),
      "expire" = IF("expire" <= ?, ?, "expire")`,
  columns: {},
})

/** Counts in the table of a database server. */
export function serverCounters(provider: 'postgresql' | 'mysql'): CounterStore & ChangeCounter {
  return { count: provider === 'postgresql' ? countAtOnce : countInTurn, settle, current, change }
}

const countStatements = new Map<number, ReturnType<typeof countOnPostgresql>>()

async function countAtOnce(acts: ConsumedLimit[], now: Date): Promise<Counter[]> {
  const count = countStatements.get(acts.length) ?? countOnPostgresql(acts.length)
  countStatements.set(acts.length, count)
  const values = acts.flatMap(({ key, windowMilliseconds }, index) => {
    const before = acts[index - 1]
    return [key, endOf(windowMilliseconds, now), ...(before ? [before.limit] : []), now, now]
  })
  return writeRowsNow(count, values)
}

async function countInTurn(acts: ConsumedLimit[], now: Date): Promise<Counter[]> {
  const counted: Counter[] = []
  for (const { key, limit, windowMilliseconds } of acts) {
    const end = endOf(windowMilliseconds, now)
    const points = await writeForId(COUNT_ON_MYSQL, [key, end, now, now, end])
    const isAllowed = points <= limit
    // Only a refused request needs to know how long to wait.
    const expire = isAllowed ? end : ((await readRow(FIND, [key, now]))?.expire ?? end)
    counted.push({ points, expire })
    if (!isAllowed) break
  }
  return counted
}

/** At once, and not in one statement: none holds one row while it waits for another. */
async function settle({ refund, forget }: { refund: string[]; forget: string[] }, now: Date): Promise<void> {
  const forgetting = statement({
    name: `${NAME}-forget-${forget.length}`,
    sql: `DELETE FROM "RateLimit" WHERE "key" IN (${forget.map(() => '?').join(', ')})`,
    columns: {},
  })
  await Promise.all([
    ...refund.map((key) => writeNow(REFUND, [key, now])),
    ...(forget.length > 0 ? [writeNow(forgetting, forget)] : []),
  ])
}

async function current(key: string, now: Date): Promise<number> {
  return (await readRow(FIND, [key, now]))?.points ?? 0
}

/** Again from the start when another changed it in the meantime. Each round someone succeeds, so it ends. */
async function change(key: string, next: (counter: Counter | null) => Counter | null): Promise<Counter | null> {
  const db = await database()
  for (;;) {
    const row = await db.rateLimit.findUnique({ where: { key }, select: { points: true, expire: true } })
    const changed = next(row && { points: row.points, expire: row.expire ?? new Date(0) })
    if (!changed) return null
    if (row) {
      const { count } = await db.rateLimit.updateMany({ where: { key, ...row }, data: changed })
      if (count === 1) return changed
      continue
    }
    try {
      await db.rateLimit.create({ data: { key, ...changed }, select: { key: true } })
      return changed
    } catch (error) {
      if (!isUniqueViolation(error) && !isWriteConflict(error)) throw error
    }
  }
}

function endOf(windowMilliseconds: number, now: Date): Date {
  return new Date(now.getTime() + windowMilliseconds)
}
