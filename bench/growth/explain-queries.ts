import { config } from '@/lib/config/config'
import type { Database } from '@/lib/db/database'
import { providerOf } from '@/lib/db/provider'
import { hotOperations } from './hot-operations'
import type { RecordingDatabase, Value } from './recording-database'

/** How the database carries a statement out, one line for each step, and which tables it reads all of. */
type Plan = { steps: string[]; scannedTables: string[] }
/** Of a statement of an operation. */
export type QueryPlan = Plan & { operation: string; sql: string }
/** A row of MySQL's EXPLAIN. */
type MysqlStep = Record<'table' | 'type' | 'key' | 'Extra', string | null> & { rows: string | number | bigint | null }

/** A page of a list, with a margin. */
const A_FEW = 100

/**
 * Runs the hot operations for one account of a filled database, and asks the database how it carries out each statement.
 *
 * @param db the process's own, as `recordingDatabase` made it
 * @param nth the account
 * @param isSmall asks PostgreSQL for what it would do if the tables were large: it reads small ones whole since that is
 *   quickest. Who reads them whole even so has no index that serves.
 */
export async function explainQueries(
  db: RecordingDatabase,
  nth: number,
  { isSmall = false } = {},
): Promise<QueryPlan[]> {
  const plans = new Map<string, QueryPlan>()
  const statements: { operation: string; sql: string; values: Value[] }[] = []
  for await (const { name: operation, run } of hotOperations(nth)) {
    db.onQuery = (sql, values) => statements.push({ operation, sql, values })
    await run()
    db.onQuery = () => undefined
  }
  for (const { operation, sql, values } of statements) {
    const name = `${operation}: ${sql}`
    if (plans.has(name) || !/^(SELECT|UPDATE|DELETE)/i.test(sql)) continue
    plans.set(name, { operation, sql, ...(await explain(db.client, withValues(sql, values), isSmall)) })
  }
  return [...plans.values()]
}

/** The values in the statement's own text: EXPLAIN takes no others everywhere. Only for what our own scripts ask. */
function withValues(sql: string, values: Value[]): string {
  let next = 0
  return sql.replace(/\$(\d+)|\?/g, (_, number?: string) => literal(values[number ? Number(number) - 1 : next++]))
}

function literal(value: Value | undefined): string {
  // Limits come as texts of digits, and stand in no quotes.
  if (/^\d+$/.test(String(value))) return String(value)
  if (value === null || value === undefined) return 'NULL'
  // Prisma tells a time as ISO writes it. MySQL compares that as a text, by no index; its driver writes it otherwise.
  const isTime =
    providerOf(config().databaseUrl) === 'mysql' && /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)$/.test(String(value))
  const text = isTime ? new Date(String(value)).toISOString().slice(0, -1).replace('T', ' ') : String(value)
  return `'${text.replaceAll("'", "''")}'`
}

async function explain(db: Database, sql: string, isSmall: boolean): Promise<Plan> {
  switch (providerOf(config().databaseUrl)) {
    case 'sqlite': {
      const rows = await db.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`)
      return scansOfSqlite(
        sql,
        rows.map(({ detail }) => detail),
      )
    }
    case 'postgresql': {
      const [, rows] = await db.$transaction([
        db.$executeRawUnsafe(`SET LOCAL enable_seqscan = ${isSmall ? 'off' : 'on'}`),
        db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN (COSTS OFF) ${sql}`),
      ])
      return scansOfPostgresql(rows.map((row) => row['QUERY PLAN']))
    }
    case 'mysql':
      return scansOfMysql(sql, await db.$queryRawUnsafe<MysqlStep[]>(`EXPLAIN ${sql}`))
  }
}

/** A scan in the order of an index reads all rows as well; and a sort of all users that were found is no better. */
export function scansOfSqlite(sql: string, steps: string[]): Plan {
  const tableOf = (name: string) => aliasesIn(sql).get(name) ?? name
  const scanned = tablesIn(steps, /^SCAN (?:main\.)?(\w+)/).map(tableOf)
  const isSorted = steps.includes('USE TEMP B-TREE FOR ORDER BY')
  const sorted = isSorted
    ? tablesIn(steps, /^SEARCH (?:main\.)?(\w+)/)
        .map(tableOf)
        .filter((table) => table === 'User' || table === 'Session')
    : []
  return { steps, scannedTables: [...scanned, ...sorted] }
}

/** So is an index without a condition. */
export function scansOfPostgresql(steps: string[]): Plan {
  const throughIndex = steps.flatMap((step, index) => {
    const table = /Index (?:Only )?Scan(?: Backward)? using \S+ on "?(\w+)"?/.exec(step)?.[1]
    return table && !steps[index + 1]?.includes('Index Cond:') ? [table] : []
  })
  return { steps, scannedTables: [...tablesIn(steps, /Seq Scan on "?(\w+)"?/), ...throughIndex] }
}

/** MySQL reports either by its type: ALL, or index, which a limit may end after a few rows. */
export function scansOfMysql(sql: string, rows: MysqlStep[]): Plan {
  const steps = rows.map(
    ({ table, type, key, rows: count, Extra }) => `${table}: ${type}, key ${key}, ${count} rows. ${Extra ?? ''}`,
  )
  const isScan = ({ type, rows: count }: MysqlStep) => type === 'ALL' || (type === 'index' && Number(count) > A_FEW)
  const scannedTables = rows.flatMap((row) =>
    row.table && isScan(row) ? [aliasesIn(sql).get(row.table) ?? row.table] : [],
  )
  return { steps, scannedTables }
}

/** What a statement calls its tables by another name. */
function aliasesIn(sql: string): Map<string, string> {
  const named = sql.matchAll(/[`".](\w+)[`"] AS [`"](\w+)[`"]/g)
  return new Map([...named].map(([, table, alias]) => [String(alias), String(table)]))
}

function tablesIn(steps: string[], pattern: RegExp): string[] {
  return steps.flatMap((step) => pattern.exec(step)?.[1] ?? [])
}
