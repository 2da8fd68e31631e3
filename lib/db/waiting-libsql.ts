import { PrismaLibSql } from '@prisma/adapter-libsql'
import { databaseFile } from '@/lib/config/database-file'
import { lockWaiter } from './lock-waiter'
import { isSqliteBusy, SqliteConnection, type SqliteValue } from './sqlite-connection'

type Client = ReturnType<PrismaLibSql['createClient']>
type ClientTransaction = Awaited<ReturnType<Client['transaction']>>
/** As Prisma's adapter has them. */
type Statement = { sql: string; args: (SqliteValue | boolean | ArrayBuffer)[] }

/** How long SQLite itself waits for its lock, while nothing else happens in this process. */
const BUSY_MILLISECONDS = 10
const TAKE_LOCK = 'BEGIN IMMEDIATE'
const TRY_LOCK = 'BEGIN IMMEDIATE; ROLLBACK'

/**
 * SQLite's driver, which waits while another process has the lock without holding up the event loop, as SQLite's own
 * waiting would. A transaction takes the lock at once, so it never fails half-way for want of it. It has one connection
 * for all, on which statements stay prepared: libsql's own client opens one for each transaction, which costs more than
 * the transaction.
 *
 * After a statement that found the file locked, the driver takes what is written on that connection for part of it,
 * and never commits it: it says yes, and all of it is lost with the process. So a connection is given up after that;
 * only scripts may try again on theirs.
 */
export class WaitingLibSql extends PrismaLibSql {
  override createClient({ url }: Parameters<PrismaLibSql['createClient']>[0]): Client {
    // Nothing else of a client is used by Prisma's adapter, which lets nothing else in while a transaction is open.
    return waitingClient(databaseFile(url)) as unknown as Client
  }
}

function waitingClient(file: string) {
  const wait = lockWaiter()
  let opened: SqliteConnection | null = null
  const connection = () => (opened ??= new SqliteConnection(file, BUSY_MILLISECONDS))

  function close() {
    const closing = opened
    opened = null
    closing?.close()
  }

  async function execute(statement: Statement) {
    const isWrite = !isRead(statement.sql)
    if (isWrite) wait.requireHope()
    for (;;) {
      try {
        const result = connection().run(statement.sql, statement.args.map(sqliteValue))
        if (isWrite) wait.forget()
        return result
      } catch (error) {
        if (!isSqliteBusy(error)) throw error
        // Synchronous, as all of this driver, so that nothing comes between.
        close()
        wait.requirePatience(error)
        await wait.whileLocked(() => runScript(TRY_LOCK))
      }
    }
  }

  function runScript(script: string) {
    try {
      connection().runScript(script)
    } finally {
      connection().rollBack()
    }
  }

  async function transaction() {
    wait.requireHope()
    await wait.whileLocked(() => connection().runScript(TAKE_LOCK))
    return transactionOn(connection(), close)
  }

  return {
    execute,
    transaction,
    executeMultiple: (script: string) => wait.whileLocked(() => runScript(script)),
    close,
  }
}

/**
 * @param close gives the connection up: on a full disk, for instance, what could not be committed would keep the lock
 */
function transactionOn(
  connection: SqliteConnection,
  close: () => void,
): Pick<ClientTransaction, 'commit' | 'rollback'> & {
  execute: (statement: Statement) => Promise<unknown>
} {
  const end = (how: () => void) => {
    try {
      how()
    } catch (error) {
      try {
        connection.rollBack()
      } finally {
        close()
      }
      throw error
    }
  }
  return {
    execute: async ({ sql, args }) => connection.run(sql, args.map(sqliteValue)),
    commit: async () => end(() => connection.runScript('COMMIT')),
    rollback: async () => end(() => connection.rollBack()),
  }
}

function sqliteValue(value: SqliteValue | boolean | ArrayBuffer): SqliteValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof ArrayBuffer ? Buffer.from(value) : value
}

/** In WAL mode, reading waits for nobody. */
function isRead(sql: string): boolean {
  return /^\s*select\b/i.test(sql)
}
