import { setTimeout as sleep } from 'node:timers/promises'
import type { SqlQueryable } from '@prisma/driver-adapter-utils'
import { MINUTE } from '@/lib/config/durations'
import { applyMigrations } from './migrations/apply-migrations'
import { compareMigrations, type MigrationState } from './migrations/compare-migrations'
import { connectToMigrate } from './migrations/connect-to-migrate'
import { explainMigration } from './migrations/explain-migration'
import { readHistory } from './migrations/history'
import { MigrationError } from './migrations/migration-error'
import { isConflict, withMigrationLock } from './migrations/migration-lock'
import { MIGRATIONS_DIRECTORY, readMigrations } from './migrations/read-migrations'
import { providerOf } from './provider'

const PAUSE_MILLISECONDS = 100

type MigrateOptions = {
  /** Where the folders of all providers stand. */
  directory?: string
  /** Goes on with a migration that failed earlier. Only a person can say that its cause is gone. */
  isRetry?: boolean
  /** How long to wait for another process that is at it, in milliseconds. */
  patience?: number
}

/**
 * Brings a database up to date without Prisma's engine, in Prisma's own bookkeeping: applies, in order, each
 * migration of `prisma/migrations/<provider>` that it has not seen. Of processes that start at once one does it, the
 * others wait until nothing is left to do. Where that is so from the start, it reads one table and writes nothing.
 *
 * On SQLite and PostgreSQL all due migrations become true together or none does. MySQL commits each statement: the
 * history notes how far it is, so that a migration that was broken off is gone on with.
 *
 * @returns the names of the migrations applied now
 * @throws MigrationError with what to do, when a migration failed, was edited after it was applied, is not found here
 *   or waits for review, or another process takes too long
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const { directory = MIGRATIONS_DIRECTORY, isRetry = false, patience = 10 * MINUTE } = options
  const provider = providerOf(databaseUrl)
  const migrations = readMigrations(directory, provider)

  return connectToMigrate(databaseUrl, async (connection) => {
    const dueNow = async (queryable: SqlQueryable) =>
      dueOf(compareMigrations(migrations, await readHistory(queryable)), isRetry)

    const attempt = async () => {
      // Stays with the file, but not with every copy of it: readers go on while one writes.
      if (provider === 'sqlite') await connection.executeScript('PRAGMA journal_mode = WAL')
      if ((await dueNow(connection)).length === 0) return []

      const outcome = await withMigrationLock(connection, provider, async (tx) =>
        applyMigrations(tx, provider, await dueNow(tx)),
      )
      // Read again, for the message about what failed.
      if (outcome?.hasFailed) requireSound(compareMigrations(migrations, await readHistory(connection)))
      return outcome && outcome.names
    }

    const deadline = performance.now() + patience
    for (;;) {
      const names = await attempt().catch(nullAfterConflict)
      if (names) return names
      if (performance.now() > deadline) {
        throw new MigrationError(
          `Another process has been migrating this database for ${Math.round(patience / MINUTE)} minutes. ` +
            'Wait for it, or end it if it hangs; then start again.',
        )
      }
      await sleep(PAUSE_MILLISECONDS)
    }
  })
}

function dueOf(states: MigrationState[], isRetry: boolean): MigrationState[] {
  requireSound(isRetry ? states.filter(({ state }) => state !== 'failed') : states)
  return states.filter(({ state }) => state !== 'applied')
}

function requireSound(states: MigrationState[]) {
  const problems = states.flatMap((state) => explainMigration(state) ?? [])
  if (problems.length > 0) throw new MigrationError(problems.join('\n'))
}

/** The database gave way to another process: all of it can be tried again. */
function nullAfterConflict(error: unknown): null {
  if (isConflict(error)) return null
  throw error
}
