import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { SqlQueryable, Transaction } from '@prisma/driver-adapter-utils'
import { createAdapter } from './create-adapter'
import { providerOf, type Provider } from './provider'

/** Exactly Prisma's own bookkeeping table, so that `prisma migrate status` and others agree with what was done here. */
const BOOKKEEPING: Record<Provider, string> = {
  sqlite: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" ("id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL,
    "finished_at" DATETIME, "migration_name" TEXT NOT NULL, "logs" TEXT, "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp, "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`,
  postgresql: `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL, logs TEXT,
    rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`,
  mysql: `CREATE TABLE IF NOT EXISTS \`_prisma_migrations\` (id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL, finished_at DATETIME(3), migration_name VARCHAR(255) NOT NULL, logs TEXT,
    rolled_back_at DATETIME(3), started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
}

/** Held by the transaction that migrates, so that of several starting processes one works and the rest wait. */
const LOCK: Record<Provider, string> = {
  sqlite: 'DELETE FROM "_prisma_migrations" WHERE 0 = 1', // any write takes SQLite's one write lock
  postgresql: 'SELECT pg_advisory_xact_lock(7261982)',
  mysql: `SELECT GET_LOCK('vestibule.migrate', 60)`,
}

const NOW: Record<Provider, string> = {
  sqlite: `CAST(unixepoch('subsec') * 1000 AS INTEGER)`,
  postgresql: 'now()',
  mysql: 'CURRENT_TIMESTAMP(3)',
}

type Migration = { name: string; script: string; checksum: string }

/**
 * Brings a database up to date without Prisma's engine: applies, in order, each migration of
 * `prisma/migrations/<provider>` that it has not seen yet. All or nothing on SQLite and PostgreSQL. Safe when
 * several processes start at once: one migrates, the others wait and find nothing left to do.
 *
 * @param databaseUrl as DATABASE_URL
 * @param directory where the migrations of all providers stand
 * @returns the names of the migrations applied now
 * @throws Error with a sentence that says what to do, when a migration was edited after it was applied, is
 *   missing here, or failed
 */
export async function migrate(databaseUrl: string, directory = path.join(process.cwd(), 'prisma/migrations')): Promise<string[]> {
  const provider = providerOf(databaseUrl)
  const connection = await (await createAdapter(databaseUrl)).connect()
  try {
    if (provider === 'sqlite') {
      // Outside a transaction, where alone these take effect. WAL stays with the file: readers go on while one writes.
      // Foreign keys are off on this connection, or a migration that rebuilds a table would delete by cascade.
      await connection.executeScript('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF;')
    }
    await execute(connection, BOOKKEEPING[provider])
    const tx = await connection.startTransaction()
    try {
      const applied = await applyPending(tx, provider, migrationsIn(path.join(/* turbopackIgnore: true */ directory, provider)))
      await finish(tx, 'COMMIT')
      return applied
    } catch (error) {
      await finish(tx, 'ROLLBACK')
      throw error
    }
  } finally {
    await connection.dispose()
  }
}

async function applyPending(tx: Transaction, provider: Provider, migrations: Migration[]): Promise<string[]> {
  await (provider === 'sqlite' ? execute(tx, LOCK[provider]) : rows(tx, LOCK[provider]))
  const table = provider === 'mysql' ? '`_prisma_migrations`' : '"_prisma_migrations"'
  const parameter = (position: number) => (provider === 'postgresql' ? `$${position}` : '?')
  const known = await rows(tx, `SELECT migration_name, checksum, finished_at FROM ${table} WHERE rolled_back_at IS NULL`)
  const checksums = new Map(known.map(([name, checksum]) => [String(name), String(checksum)]))

  const failed = known.find(([, , finishedAt]) => finishedAt === null)
  if (failed) {
    throw new Error(
      `The migration ${String(failed[0])} failed half-way earlier. Restore the database from a backup, or finish its ` +
        `statements by hand and set finished_at of its row in _prisma_migrations; then start again.`,
    )
  }

  const applied: string[] = []
  for (const { name, script, checksum } of migrations) {
    const knownChecksum = checksums.get(name)
    if (knownChecksum === checksum) continue
    if (knownChecksum !== undefined) {
      throw new Error(`The migration ${name} was edited after it was applied. Bring its file back as it was; write changes as a new migration.`)
    }
    const id = randomUUID()
    await execute(
      tx,
      `INSERT INTO ${table} (id, checksum, migration_name, started_at) VALUES (${parameter(1)}, ${parameter(2)}, ${parameter(3)}, ${NOW[provider]})`,
      [id, checksum, name],
    )
    for (const statement of statementsOf(script)) {
      await execute(tx, statement).catch((cause: unknown) => {
        throw new Error(`The migration ${name} failed at: ${statement.slice(0, 200)}`, { cause })
      })
    }
    await execute(tx, `UPDATE ${table} SET finished_at = ${NOW[provider]}, applied_steps_count = 1 WHERE id = ${parameter(1)}`, [id])
    applied.push(name)
  }
  return applied
}

function migrationsIn(directory: string): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const script = readFileSync(path.join(directory, name, 'migration.sql'), 'utf8')
      return { name, script, checksum: createHash('sha256').update(script).digest('hex') }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** A migration's statements one by one: not every driver takes several at once. Each ends in a semicolon at a line's end. */
function statementsOf(script: string): string[] {
  return script.split(/;[ \t]*$/m).filter((statement) => statement.replace(/--.*$/gm, '').trim() !== '')
}

const query = (sql: string, values: string[]) => ({
  sql,
  args: values,
  argTypes: values.map(() => ({ scalarType: 'string', arity: 'scalar' }) as const),
})

async function execute(connection: SqlQueryable, sql: string, values: string[] = []) {
  await connection.executeRaw(query(sql, values))
}

async function rows(connection: SqlQueryable, sql: string): Promise<unknown[][]> {
  return (await connection.queryRaw(query(sql, []))).rows
}

/** Some drivers commit by their own call, others leave the statement to us (`usePhantomQuery`). */
async function finish(tx: Transaction, statement: 'COMMIT' | 'ROLLBACK') {
  if (!tx.options.usePhantomQuery) await execute(tx, statement)
  await (statement === 'COMMIT' ? tx.commit() : tx.rollback())
}
