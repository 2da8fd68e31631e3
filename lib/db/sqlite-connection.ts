import Libsql from 'libsql'

const SQLITE_BUSY = 5
const SQLITE_CANTOPEN = 14

/** What a statement may be given. */
export type SqliteValue = string | number | bigint | Buffer | null

type SqliteResult = {
  columns: string[]
  /** As the table declares them; empty for an expression. */
  columnTypes: string[]
  rows: unknown[][]
  rowsAffected: number
}

type Prepared = { statement: Libsql.Statement; columns: string[]; columnTypes: string[] }

/** More than we have statements; Prisma makes others for lists of each length. */
const MAX_PREPARED = 250

/**
 * One connection to a SQLite file. Synchronous: nothing of this process comes between. What it has prepared it keeps,
 * as preparing takes several times what running takes. Whole numbers come back as `bigint`.
 */
export class SqliteConnection {
  readonly #database: Libsql.Database
  /** The last used at the end. */
  readonly #prepared = new Map<string, Prepared>()

  /** @param busyMilliseconds how long SQLite itself waits for a lock of another, and the event loop with it */
  constructor(file: string, busyMilliseconds: number) {
    try {
      this.#database = new Libsql(file, { timeout: busyMilliseconds })
    } catch (error) {
      // The driver says it in words alone.
      throw Object.assign(error as Error, { code: 'SQLITE_CANTOPEN', rawCode: SQLITE_CANTOPEN })
    }
  }

  get isInTransaction(): boolean {
    return this.#database.inTransaction
  }

  /** @throws SqliteError, of which `rawCode` is SQLite's own number */
  run(sql: string, values: readonly SqliteValue[] = []): SqliteResult {
    try {
      const { statement, columns, columnTypes } = this.#prepare(sql)
      if (columns.length > 0)
        return {
          columns,
          columnTypes,
          rows: (statement.all(values) as unknown[][]).map(withArrayBuffers),
          rowsAffected: 0,
        }
      return { columns, columnTypes, rows: [], rowsAffected: statement.run(values).changes }
    } catch (error) {
      // How the driver leaves a statement that failed is nothing to build on.
      this.#prepared.delete(sql)
      throw error
    }
  }

  /**
   * Runs statements without values or rows. What met a lock is finished, as {@link run} does not: see
   * docs/decisions/0019-waiting-for-the-sqlite-lock.md.
   */
  runScript(script: string): void {
    this.#database.exec(script)
  }

  /** Undoes what is not committed, if there is such. */
  rollBack(): void {
    if (this.isInTransaction) this.#database.exec('ROLLBACK')
  }

  close(): void {
    this.#prepared.clear()
    this.#database.close()
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    this.#prepared.delete(sql)
    const prepared = known ?? this.#prepareAnew(sql)
    this.#prepared.set(sql, prepared)
    const [oldest] = this.#prepared.keys()
    if (this.#prepared.size > MAX_PREPARED && oldest !== undefined) this.#prepared.delete(oldest)
    return prepared
  }

  #prepareAnew(sql: string): Prepared {
    const statement = this.#database.prepare(sql)
    const columns = statement.columns()
    if (columns.length > 0) statement.raw(true).safeIntegers(true)
    return { statement, columns: columns.map(({ name }) => name), columnTypes: columns.map(({ type }) => type ?? '') }
  }
}

/** Whether a statement failed because another connection has the lock. */
export function isSqliteBusy(error: unknown): boolean {
  const { rawCode } = error as { rawCode?: number }
  return rawCode !== undefined && (rawCode & 0xff) === SQLITE_BUSY
}

/** Bytes as Prisma's adapter takes them. */
function withArrayBuffers(row: unknown[]): unknown[] {
  return row.some((value) => value instanceof Uint8Array)
    ? row.map((value) => (value instanceof Uint8Array ? Uint8Array.from(value).buffer : value))
    : row
}
