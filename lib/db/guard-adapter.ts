import type { SqlDriverAdapter, Transaction } from '@prisma/driver-adapter-utils'
import { databaseUnavailable, isDatabaseFault } from './database-unavailable'

/**
 * Makes one call to a driver, and answers in bounded time whatever the driver does.
 *
 * @param discard what to do with a result that came after the call was given up
 */
export type Guard = <T>(call: () => Promise<T>, discard?: (late: T) => void) => Promise<T>

const ROLLBACK = { sql: 'ROLLBACK', args: [], argTypes: [] }

/**
 * A driver whose every call goes through a guard. A transaction of which one call was given up is lost: it is rolled
 * back when the driver can be heard again, without anybody waiting for that.
 *
 * @param current the driver at this moment
 */
export function guardAdapter(current: () => SqlDriverAdapter, guard: Guard): SqlDriverAdapter {
  const { provider, adapterName } = current()
  return {
    provider,
    adapterName,
    queryRaw: (query) => guard(() => current().queryRaw(query)),
    executeRaw: (query) => guard(() => current().executeRaw(query)),
    executeScript: (script) => guard(() => current().executeScript(script)),
    startTransaction: async (isolationLevel) =>
      guardTransaction(await guard(() => current().startTransaction(isolationLevel), discard), guard),
    getConnectionInfo: () => current().getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => current().dispose(),
  }
}

function guardTransaction(tx: Transaction, guard: Guard): Transaction {
  let isLost = false

  async function step<T>(call: () => Promise<T>): Promise<T> {
    if (isLost) throw databaseUnavailable()
    try {
      return await guard(call)
    } catch (error) {
      if (!isLost && isDatabaseFault(error)) {
        isLost = true
        discard(tx)
      }
      throw error
    }
  }

  /** The driver's own end of a transaction gives the connection back, also when it fails: it is called once. */
  async function end(call: () => Promise<void>): Promise<void> {
    isLost = true
    await guard(call)
  }

  return {
    provider: tx.provider,
    adapterName: tx.adapterName,
    options: tx.options,
    queryRaw: (query) => step(() => tx.queryRaw(query)),
    executeRaw: async (query) => (isLost && query.sql === ROLLBACK.sql ? 0 : step(() => tx.executeRaw(query))),
    commit: async () => {
      if (isLost) throw databaseUnavailable()
      await end(() => tx.commit())
    },
    rollback: async () => {
      if (!isLost) await end(() => tx.rollback())
    },
  }
}

function discard(tx: Transaction): void {
  const rollBack = async () => {
    try {
      if (!tx.options.usePhantomQuery) await tx.executeRaw(ROLLBACK)
    } finally {
      await tx.rollback()
    }
  }
  // Where the line is gone, the database rolls back by itself.
  rollBack().catch(() => {})
}
