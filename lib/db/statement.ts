import { isDriverAdapterError, type ArgType, type SqlResultSet } from '@prisma/driver-adapter-utils'
import type { NamedQuery } from './create-adapter'
import { driver } from './driver'
import type { Provider } from './provider'
import { retryConflicts } from './retry-conflicts'

/** What a statement may be given. */
export type Value = string | number | boolean | Date | null
type Read<Result> = (value: unknown) => Result

/** What a column of each kind is read as, the same from every database. */
export const column = {
  text: (value: unknown) => value as string,
  textOrNull: (value: unknown) => value as string | null,
  time: timeOf,
  timeOrNull: (value: unknown) => (value === null ? null : timeOf(value)),
  /** SQLite and MySQL keep a number. */
  flag: (value: unknown) => value === true || Number(value) === 1,
  whole: Number,
  wholeOrNull: (value: unknown) => (value === null ? null : Number(value)),
}

type Columns = Record<string, Read<unknown>>
type RowOf<C extends Columns> = { [Name in keyof C]: ReturnType<C[Name]> }

export type Statement<C extends Columns = Columns> = {
  /** By which PostgreSQL knows it again: never the same for two texts. */
  name: string
  /** With names in double quotes and a question mark for each value; no such character in it means anything else. */
  sql: string
  /** Those that it selects, by name. */
  columns: C
}

const SCALARS = { string: 'string', number: 'int', boolean: 'boolean' } as const
/** PostgreSQL does not know the name, has it for another text, or the table has changed: it must be prepared again. */
const MUST_PREPARE_ANEW = ['26000', '42P05', '0A000']

/** Makes one that inserts a row. The names of its columns are always the same ones. */
export function insertion(table: string, columnNames: string[]): Statement {
  const names = columnNames.map((name) => `"${name}"`).join(', ')
  const sql = `INSERT INTO "${table}" (${names}) VALUES (${columnNames.map(() => '?').join(', ')})`
  return { name: `insert-${table}`, sql, columns: {} }
}

/** Types what a statement reads. */
export function statement<C extends Columns>(definition: Statement<C>): Statement<C> {
  return definition
}

/**
 * The rows of a statement that only reads, past Prisma: it is prepared where the driver can, and costs a fifth of what
 * the same costs by Prisma. For what every request needs; all else is easier to read in Prisma's terms.
 *
 * @throws DriverAdapterError when the database is unavailable, as `isDatabaseUnavailable` tells, within two seconds
 *   (S70)
 */
export async function readRows<C extends Columns>(read: Statement<C>, values: Value[]): Promise<RowOf<C>[]> {
  const { provider, reader } = await driver()
  const result = await withNames((isNamed) => reader.queryRaw(queryOf(read, { provider, isNamed, values })))
  return rowsOf(read, result)
}

/** The first of {@link readRows}, or null. */
export async function readRow<C extends Columns>(read: Statement<C>, values: Value[]): Promise<RowOf<C> | null> {
  return (await readRows(read, values))[0] ?? null
}

/**
 * Runs one statement that writes, which is true for good once this returns.
 *
 * @returns how many rows it changed
 */
export async function writeNow(change: Statement, values: Value[]): Promise<number> {
  const { provider, adapter } = await driver()
  return retryConflicts(() =>
    withNames((isNamed) => adapter.executeRaw(queryOf(change, { provider, isNamed, values }))),
  )
}

/** As {@link writeNow}, of a statement that returns rows of what it wrote. */
export async function writeRowsNow<C extends Columns>(change: Statement<C>, values: Value[]): Promise<RowOf<C>[]> {
  const { provider, adapter } = await driver()
  const result = await retryConflicts(() =>
    withNames((isNamed) => adapter.queryRaw(queryOf(change, { provider, isNamed, values }))),
  )
  return rowsOf(change, result)
}

/** As {@link writeNow}, of a statement on MySQL that sets `LAST_INSERT_ID`. @returns that number */
export async function writeForId(change: Statement, values: Value[]): Promise<number> {
  const { provider, adapter } = await driver()
  const { lastInsertId } = await retryConflicts(() =>
    adapter.queryRaw(queryOf(change, { provider, isNamed: false, values })),
  )
  return Number(lastInsertId)
}

/** Behind a pooler that mixes sessions (PgBouncer before 1.21) names lead to nothing: then it goes on without them. */
let isWithoutNames = false

/** Runs statements by their names as long as that works. What failed for want of a name has done nothing. */
export async function withNames<T>(run: (isNamed: boolean) => Promise<T>): Promise<T> {
  if (isWithoutNames) return run(false)
  try {
    return await run(true)
  } catch (error) {
    if (!mustPrepareAnew(error)) throw error
    isWithoutNames = true
    return run(false)
  }
}

function mustPrepareAnew(error: unknown): boolean {
  if (!(error instanceof Error) || !isDriverAdapterError(error)) return false
  return error.cause.kind === 'postgres' && MUST_PREPARE_ANEW.includes(error.cause.code)
}

/** Texts in the dialect of a database, each made once. */
const dialects = new Map<string, string>()

/** A statement as drivers take it. */
export function queryOf(
  { name, sql }: Statement,
  { provider, isNamed, values }: { provider: Provider; isNamed: boolean; values: Value[] },
): NamedQuery {
  const key = `${provider} ${sql}`
  let text = dialects.get(key)
  if (text === undefined) dialects.set(key, (text = inDialect(sql, provider)))
  return { name: isNamed ? name : undefined, sql: text, args: values, argTypes: values.map(typeOf) }
}

function inDialect(sql: string, provider: Provider): string {
  if (provider === 'sqlite') return sql
  if (provider === 'mysql') return sql.replaceAll('"', '`')
  let count = 0
  return sql.replaceAll('?', () => `$${++count}`)
}

function typeOf(value: Value): ArgType {
  if (value instanceof Date) return { scalarType: 'datetime', arity: 'scalar' }
  const kind = typeof value
  return {
    scalarType: kind === 'string' || kind === 'number' || kind === 'boolean' ? SCALARS[kind] : 'unknown',
    arity: 'scalar',
  }
}

function rowsOf<C extends Columns>({ columns }: Statement<C>, { columnNames, rows }: SqlResultSet): RowOf<C>[] {
  return rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (const [index, name] of columnNames.entries()) row[name] = columns[name]?.(values[index])
    return row as RowOf<C>
  })
}

/** A time as drivers give it: ISO 8601, or as SQLite's own clock writes it, which is UTC without a word of that. */
function timeOf(value: unknown): Date {
  const text = String(value)
  return new Date(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
}
