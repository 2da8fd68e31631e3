import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'

/**
 * Our transactions are shorter than this (`lib/db/transaction.ts`). A client that does not continue by then has lost
 * power or its connection, and the rows that it locked would stay locked until TCP notices, two hours later (S70).
 */
const IDLE_IN_TRANSACTION = '10s'
/** As on MySQL (`lib/db/mysql-driver-url.ts`). */
const LOCK_WAIT = '3s'

/** For one transaction, not for the session: behind a pooler that is shared with others. */
const LIMITS = {
  sql: `SELECT set_config('idle_in_transaction_session_timeout', $1, true), set_config('lock_timeout', $2, true)`,
  args: [IDLE_IN_TRANSACTION, LOCK_WAIT],
  argTypes: [
    { scalarType: 'string' as const, arity: 'scalar' as const },
    { scalarType: 'string' as const, arity: 'scalar' as const },
  ],
}

/** A driver of PostgreSQL, in whose transactions the server itself ends what nobody goes on with, or waits too long. */
export function limitTransactions(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (isolationLevel) => {
    const tx = await startTransaction(isolationLevel)
    try {
      await tx.queryRaw(LIMITS)
      return tx
    } catch (error) {
      // Where the line is gone this hangs, and the database rolls back by itself.
      void tx.rollback().catch(() => {})
      throw error
    }
  }
  return adapter
}
