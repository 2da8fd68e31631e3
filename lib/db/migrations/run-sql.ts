import { isDriverAdapterError, type SqlQueryable } from '@prisma/driver-adapter-utils'

const asTexts = (sql: string, values: string[]) => ({
  sql,
  args: values,
  argTypes: values.map(() => ({ scalarType: 'string', arity: 'scalar' }) as const),
})

/** Runs one statement on a driver. */
export async function execute(connection: SqlQueryable, sql: string, values: string[] = []): Promise<void> {
  await connection.executeRaw(asTexts(sql, values))
}

/** The rows of one query on a driver, each a list of its columns. */
export async function selectRows(connection: SqlQueryable, sql: string): Promise<unknown[][]> {
  return (await connection.queryRaw(asTexts(sql, []))).rows
}

/** What kind of failure of the database it is, in the words of Prisma's drivers; null for any other. */
export function databaseFailureKind(error: unknown): string | null {
  return isDriverAdapterError(error) ? (error as { cause: { kind: string } }).cause.kind : null
}

/** Whether a query failed for want of its table. */
export function isTableMissing(error: unknown): boolean {
  // The driver of SQLite does not tell this kind from others.
  return databaseFailureKind(error) === 'TableDoesNotExist' || databaseMessage(error).includes('no such table: ')
}

/**
 * MySQL's and MariaDB's numbers for what there is already (table, column, index, constraint), and for what there is not
 * any more (table, column or index).
 */
const DONE_ALREADY = ['1050', '1060', '1061', '1826', '1051', '1091']
/** What MariaDB says of a constraint that there is already. */
const DUPLICATE_CONSTRAINT = /errno: 121\b/

/** Whether a change of a table failed because the table is as it should be. */
export function isDoneAlready(error: unknown): boolean {
  const { originalCode } = (error as { cause?: { originalCode?: string } }).cause ?? {}
  return DONE_ALREADY.includes(String(originalCode)) || DUPLICATE_CONSTRAINT.test(databaseMessage(error))
}

/** A failure in the database's own words. */
export function databaseMessage(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { originalMessage?: string; cause?: unknown } }
  // MariaDB's pool only says that it waited in vain; the reason is in the cause.
  if (typeof cause?.cause === 'string') return cause.cause
  return (cause?.originalMessage ?? message).replace(/^SQLITE_[A-Z_]+: /, '')
}
