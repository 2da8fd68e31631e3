import type { Transaction } from '@prisma/driver-adapter-utils'
import type { Provider } from '../provider'
import type { MigrationState } from './compare-migrations'
import { historyWriter } from './history'
import { MigrationError } from './migration-error'
import { isConflict } from './migration-lock'
import { databaseMessage, execute, isDoneAlready, selectRows } from './run-sql'

type Outcome = { names: string[]; hasFailed: boolean }

/**
 * Applies migrations, on the transaction that holds the lock. A failure is written into the history, where it stays,
 * and returned; a conflict with another process is thrown, and all of it can be tried again.
 */
export function applyMigrations(tx: Transaction, provider: Provider, due: MigrationState[]): Promise<Outcome> {
  return provider === 'mysql' ? applyStepByStep(tx, due) : applyAllOrNone(tx, provider, due)
}

/** After a failure the database is as it was before the first of them: the version that ran on it can run again. */
async function applyAllOrNone(tx: Transaction, provider: Provider, due: MigrationState[]): Promise<Outcome> {
  const history = historyWriter(tx, provider)
  await execute(tx, 'SAVEPOINT before_migrations')
  for (const { name, migration, record } of due) {
    if (!migration) continue
    const id = await history.begin(migration, record)
    const error =
      (await firstFailure(migration.statements, (statement) => execute(tx, statement))) ??
      (provider === 'sqlite' ? await danglingReference(tx) : null)
    if (error !== null) {
      await execute(tx, 'ROLLBACK TO SAVEPOINT before_migrations').catch((cause: unknown) => {
        // The connection or the disk is gone: nothing of it is kept, not even that it failed.
        throw new MigrationError(`The migration ${name} failed: ${error}`, { cause })
      })
      await history.fail(await history.begin(migration, record), error)
      return { names: [], hasFailed: true }
    }
    await history.finish(id)
  }
  return { names: due.map(({ name }) => name), hasFailed: false }
}

/**
 * MySQL commits with each change of a table, so the history records progress after each statement: a statement that
 * changes rows and its record commit together. The next run, after a failure or a kill, continues from there. A process
 * that was killed may have changed a table without recording it.
 */
async function applyStepByStep(tx: Transaction, due: MigrationState[]): Promise<Outcome> {
  const history = historyWriter(tx, 'mysql')
  await execute(tx, 'SET autocommit = 0')
  try {
    for (const [index, { migration, record }] of due.entries()) {
      if (!migration) continue
      const id = await history.begin(migration, record)
      await execute(tx, 'COMMIT')
      let stepsDone = record?.stepsDone ?? 0
      let isPerhapsDone = record?.error === null
      const error = await firstFailure(migration.statements.slice(stepsDone), async (statement) => {
        await execute(tx, statement).catch((failure: unknown) => {
          if (!isPerhapsDone || !isDoneAlready(failure)) throw failure
        })
        isPerhapsDone = false
        await history.noteStep(id, ++stepsDone)
        await execute(tx, 'COMMIT')
      })
      await (error === null ? history.finish(id) : history.fail(id, error))
      await execute(tx, 'COMMIT')
      if (error !== null) return { names: due.slice(0, index).map((one) => one.name), hasFailed: true }
    }
    return { names: due.map(({ name }) => name), hasFailed: false }
  } finally {
    await execute(tx, 'SET autocommit = 1')
  }
}

async function firstFailure(statements: string[], run: (statement: string) => Promise<void>): Promise<string | null> {
  for (const statement of statements) {
    try {
      await run(statement)
    } catch (error) {
      if (isConflict(error)) throw error
      return `${databaseMessage(error)} (in: ${statement.replaceAll(/\s+/g, ' ').slice(0, 200)})`
    }
  }
  return null
}

/** SQLite checks foreign keys only on request, since they are off while tables are rebuilt. */
async function danglingReference(tx: Transaction): Promise<string | null> {
  const [row] = await selectRows(tx, 'PRAGMA foreign_key_check')
  return row ? `rows of ${String(row[0])} would refer to rows of ${String(row[2])} that do not exist` : null
}
