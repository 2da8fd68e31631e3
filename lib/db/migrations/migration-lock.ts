import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils'
import type { Provider } from '../provider'
import { historyWriter } from './history'
import { databaseFailureKind, execute, selectRows } from './run-sql'

/** Of this database alone: MySQL's named locks are the whole server's. */
const MYSQL_LOCK = `CONCAT('vestibule.migrate.', MD5(DATABASE()))`

/**
 * Runs `work` in a transaction that only one process can have at a time. Does not wait for it: the caller looks again
 * whether anything is left to do, since the process that has the lock does the same work.
 *
 * @returns null when another process has the lock
 * @throws what `isConflict` tells, where another process's writes came between: nothing was done, try again
 */
export async function withMigrationLock<T>(
  connection: SqlDriverAdapter,
  provider: Provider,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | null> {
  // Foreign keys off, or a migration that rebuilds a table would delete by cascade: SQLite accepts this only outside a
  // transaction, and for this connection.
  if (provider === 'sqlite') await connection.executeScript('PRAGMA foreign_keys = OFF')
  const tx = await connection.startTransaction()
  try {
    const result = (await lock(tx, provider)) ? await work(tx) : null
    await unlock(tx, provider)
    await end(tx, 'COMMIT')
    return result
  } catch (error) {
    // What made the work fail says more than a roll-back on a broken connection.
    await unlock(tx, provider).catch(() => undefined)
    await end(tx, 'ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** Whether the database gave way to another process: it is locked (SQLite), or there was a deadlock. */
export function isConflict(error: unknown): boolean {
  return ['SocketTimeout', 'TransactionWriteConflict'].includes(databaseFailureKind(error) ?? '')
}

async function lock(tx: Transaction, provider: Provider): Promise<boolean> {
  switch (provider) {
    case 'sqlite':
      await historyWriter(tx, provider).makeTable()
      // Any write takes SQLite's one write lock.
      await execute(tx, 'DELETE FROM _prisma_migrations WHERE 0 = 1')
      return true
    case 'postgresql': {
      const [[isTaken] = []] = await selectRows(tx, 'SELECT pg_try_advisory_xact_lock(7261982)')
      if (isTaken === true) await historyWriter(tx, provider).makeTable()
      return isTaken === true
    }
    case 'mysql': {
      const [[isTaken] = []] = await selectRows(tx, `SELECT GET_LOCK(${MYSQL_LOCK}, 0)`)
      if (Number(isTaken) !== 1) return false
      await historyWriter(tx, provider).makeTable()
      return true
    }
  }
}

async function unlock(tx: Transaction, provider: Provider) {
  // The others release theirs as the transaction ends.
  if (provider === 'mysql') await selectRows(tx, `SELECT RELEASE_LOCK(${MYSQL_LOCK})`)
}

/** Some drivers end a transaction by their own call, others leave the statement to us (`usePhantomQuery`). */
async function end(tx: Transaction, statement: 'COMMIT' | 'ROLLBACK') {
  try {
    if (!tx.options.usePhantomQuery) await execute(tx, statement)
  } finally {
    await (statement === 'COMMIT' ? tx.commit() : tx.rollback())
  }
}
