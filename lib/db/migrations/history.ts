import { randomUUID } from 'node:crypto'
import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import type { Provider } from '../provider'
import { execute, isTableMissing, selectRows } from './run-sql'

/** Exactly Prisma's own bookkeeping table, so that `prisma migrate status` and others agree with what was done here. */
const TABLE: Record<Provider, string> = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL,
    "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`,
  postgresql: `CREATE TABLE IF NOT EXISTS _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
    rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0)`,
  mysql: `CREATE TABLE IF NOT EXISTS _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL, finished_at DATETIME(3), migration_name VARCHAR(255) NOT NULL, logs TEXT,
    rolled_back_at DATETIME(3), started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
}

const NOW: Record<Provider, string> = {
  sqlite: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
  postgresql: 'now()',
  mysql: 'UTC_TIMESTAMP(3)',
}

/** One migration as the database remembers it. */
export type MigrationRecord = {
  id: string
  name: string
  checksum: string
  isFinished: boolean
  /** How many of its statements are done while it is not finished: on MySQL only, which cannot take them back. */
  stepsDone: number
  /** What the database said when it failed; null while it runs, and after its process was killed. */
  error: string | null
}

/** Which migrations a database has seen. Those that were rolled back count as never begun; so does a missing table. */
export async function readHistory(connection: SqlQueryable): Promise<MigrationRecord[]> {
  const sql = `SELECT id, migration_name, checksum, finished_at, applied_steps_count, logs FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY migration_name`
  const rows = await selectRows(connection, sql).catch((error: unknown) => {
    if (isTableMissing(error)) return []
    throw error
  })
  return rows.map(([id, name, checksum, finishedAt, steps, logs]) => ({
    id: String(id),
    name: String(name),
    checksum: String(checksum),
    isFinished: finishedAt !== null,
    stepsDone: Number(steps),
    error: typeof logs === 'string' && logs !== '' ? logs : null,
  }))
}

/** Writes the history, on the connection that holds the lock. */
export function historyWriter(connection: SqlQueryable, provider: Provider) {
  const now = NOW[provider]
  const at = (position: number) => (provider === 'postgresql' ? `$${position}` : '?')
  const update = (id: string, change: string, values: string[] = []) =>
    execute(connection, `UPDATE _prisma_migrations SET ${change} WHERE id = ${at(values.length + 1)}`, [...values, id])

  return {
    makeTable: () => execute(connection, TABLE[provider]),

    /** Begins a migration, or goes on with one that was begun. Returns its record's id. */
    async begin({ name, checksum }: { name: string; checksum: string }, earlier?: MigrationRecord): Promise<string> {
      if (earlier) {
        await update(earlier.id, `checksum = ${at(1)}, started_at = ${now}, logs = NULL`, [checksum])
        return earlier.id
      }
      const id = randomUUID()
      await execute(
        connection,
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at)
          VALUES (${at(1)}, ${at(2)}, ${at(3)}, ${now})`,
        [id, checksum, name],
      )
      return id
    },
    noteStep: (id: string, stepsDone: number) => update(id, `applied_steps_count = ${stepsDone}`),
    finish: (id: string) => update(id, `finished_at = ${now}, applied_steps_count = 1, logs = NULL`),
    fail: (id: string, error: string) => update(id, `logs = ${at(1)}`, [error]),
    rollBack: (id: string) => update(id, `rolled_back_at = ${now}`),
  }
}

export type HistoryWriter = ReturnType<typeof historyWriter>
