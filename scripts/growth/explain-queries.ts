import { config } from '@/lib/config/config'
import type { Database } from '@/lib/db/database'
import { providerOf } from '@/lib/db/provider'
import { hotOperations } from './hot-operations'
import type { RecordingDatabase, Value } from './recording-database'

/** A statement of an operation, and how the database carries it out: one line for each step. */
export type QueryPlan = { operation: string; sql: string; steps: string[]; scannedTables: string[] }

/**
 * Runs the hot operations for one account of a filled database, and asks the database how it carries out each statement.
 *
 * @param db the process's own, as `recordingDatabase` made it
 * @param nth the account
 */
export async function explainQueries(db: RecordingDatabase, nth: number): Promise<QueryPlan[]> {
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
    plans.set(name, { operation, sql, ...(await explain(db.client, withValues(sql, values))) })
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
  return value === null || value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`
}

async function explain(db: Database, sql: string) {
  const provider = providerOf(config().databaseUrl)
  if (provider === 'sqlite') {
    const rows = await db.$queryRawUnsafe<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`)
    const steps = rows.map(({ detail }) => detail)
    // Also in the order of an index; and a sort of all that was found, however many, is no better.
    const isSorted = steps.includes('USE TEMP B-TREE FOR ORDER BY')
    return { steps, scannedTables: tablesIn(steps, isSorted ? /^(?:SCAN|SEARCH) main\.(\w+)/ : /^SCAN main\.(\w+)/) }
  }
  if (provider === 'postgresql') {
    const rows = await db.$queryRawUnsafe<{ 'QUERY PLAN': string }[]>(`EXPLAIN (COSTS OFF) ${sql}`)
    const steps = rows.map((row) => row['QUERY PLAN'])
    return { steps, scannedTables: tablesIn(steps, /Seq Scan on "?(\w+)"?/) }
  }
  const rows = await db.$queryRawUnsafe<Record<string, string | null>[]>(`EXPLAIN ${sql}`)
  const steps = rows.map(({ table, type, key, rows: count, Extra }) => `${table}: ${type}, key ${key}, ${count} rows. ${Extra ?? ''}`)
  return { steps, scannedTables: tablesIn(steps, /^(\w+): ALL/) }
}

function tablesIn(steps: string[], pattern: RegExp): string[] {
  return steps.flatMap((step) => pattern.exec(step)?.[1] ?? [])
}
