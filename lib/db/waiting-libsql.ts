import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { SECOND } from '@/lib/config/durations'

type Client = ReturnType<PrismaLibSql['createClient']>
type Statement = Parameters<Client['batch']>[0][number]
type ClientTransaction = Awaited<ReturnType<Client['transaction']>>

/** How long another process may hold the file's lock without a pause before that counts as a fault (S70). */
const PATIENCE = 1.5 * SECOND
/** After this long without a try that found the file locked, the next begins to wait anew. */
const MEMORY = SECOND / 2
const PAUSE = 10
/** Once the patience is over, one try in so long finds out for all: each holds up the event loop for a moment. */
const TRY_INTERVAL = SECOND / 10
/** Any write takes SQLite's one write lock, also one of no row. */
const TAKE_LOCK = 'DELETE FROM "_prisma_migrations" WHERE 0 = 1'
const TRY_LOCK = 'BEGIN IMMEDIATE; ROLLBACK'
const SQLITE_BUSY = 5

/**
 * SQLite's driver, which waits while another process has the lock without holding up the event loop, as SQLite's own
 * waiting would. A transaction takes the lock at once, so it never fails half-way for want of it.
 *
 * After a statement that found the file locked, the driver takes what is written on that connection for part of it,
 * and never commits it: it says yes, and all of it is lost with the process. So a connection is given up after that;
 * only scripts (`executeMultiple`) may try again on theirs.
 */
export class WaitingLibSql extends PrismaLibSql {
  override createClient(config: Parameters<PrismaLibSql['createClient']>[0]): Client {
    return waitingClient(super.createClient(config))
  }
}

function waitingClient(client: Client): Client {
  const wait = lockWaiter()

  async function execute(statement: Statement) {
    const isWrite = !isRead(statement)
    if (isWrite) wait.requireHope()
    for (;;) {
      try {
        const result = await client.execute(statement as string)
        if (isWrite) wait.forget()
        return result
      } catch (error) {
        if (!isLocked(error)) throw error
        // Synchronous, as all of this driver, so that nothing comes between.
        client.reconnect()
        await wait.whileLocked(() => client.executeMultiple(TRY_LOCK))
      }
    }
  }

  async function transaction(): Promise<ClientTransaction> {
    wait.requireHope()
    const tx = await client.transaction('deferred')
    try {
      await wait.whileLocked(() => tx.executeMultiple(TAKE_LOCK))
    } catch (error) {
      tx.close()
      throw error
    }
    return thatEnds(tx)
  }

  const waiting = {
    execute,
    transaction,
    executeMultiple: (script: string) => wait.whileLocked(() => client.executeMultiple(script)),
    close: () => client.close(),
  }
  // Nothing else of a client is used by Prisma's adapter.
  return waiting as Client
}

/** A transaction that could not be committed, on a full disk for instance, would otherwise keep the lock. */
function thatEnds(tx: ClientTransaction): ClientTransaction {
  const commit = async () => {
    try {
      await tx.commit()
    } catch (error) {
      tx.close()
      throw error
    }
  }
  return { execute: (statement) => tx.execute(statement), commit, rollback: () => tx.rollback() } as ClientTransaction
}

/**
 * How long the file has been locked is counted for all that wait together: whoever stands in a queue waits no longer.
 */
function lockWaiter() {
  let busySince = 0
  let busyAt = 0
  let lastError: unknown

  function noteBusy(error: unknown) {
    const now = performance.now()
    if (now - busyAt > MEMORY) busySince = now
    busyAt = now
    lastError = error
  }
  /** Whoever is refused next begins to wait anew. */
  function forget() {
    busyAt = 0
    busySince = 0
  }
  const isPatienceOver = () => busyAt - busySince >= PATIENCE

  return {
    forget,
    /** @throws what the last try found, when the patience is over and that was a moment ago */
    requireHope() {
      if (isPatienceOver() && performance.now() - busyAt < TRY_INTERVAL) throw lastError
    },
    async whileLocked(work: () => Promise<void>): Promise<void> {
      for (;;) {
        try {
          await work()
          return forget()
        } catch (error) {
          if (!isLocked(error)) throw error
          noteBusy(error)
          if (isPatienceOver()) throw error
          await sleep(PAUSE * (1 + Math.random()))
        }
      }
    },
  }
}

/** In WAL mode, reading waits for nobody. */
function isRead(statement: Statement): boolean {
  const sql = typeof statement === 'string' ? statement : 'sql' in statement ? statement.sql : statement[0]
  return /^\s*select\b/i.test(sql)
}

function isLocked(error: unknown): boolean {
  const { rawCode } = error as { rawCode?: number }
  return rawCode !== undefined && (rawCode & 0xff) === SQLITE_BUSY
}
