import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { SECOND } from '@/lib/config/durations'

type Client = ReturnType<PrismaLibSql['createClient']>
type ClientTransaction = Awaited<ReturnType<Client['transaction']>>

/** How long another process may hold the file's lock without a pause before that counts as a fault (S70). */
const PATIENCE = 1.5 * SECOND
/** After this long without a try that found the file locked, the next begins to wait anew. */
const MEMORY = SECOND / 2
const PAUSE = 10
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

  async function execute(statement: Parameters<Client['batch']>[0][number]) {
    for (;;) {
      try {
        return await client.execute(statement as string)
      } catch (error) {
        if (!isLocked(error)) throw error
        // Synchronous, as all of this driver, so that nothing comes between.
        client.reconnect()
        await wait(() => client.executeMultiple(TRY_LOCK))
      }
    }
  }

  async function transaction(): Promise<ClientTransaction> {
    const tx = await client.transaction('deferred')
    try {
      await wait(() => tx.executeMultiple(TAKE_LOCK))
    } catch (error) {
      tx.close()
      throw error
    }
    return thatEnds(tx)
  }

  const waiting = {
    execute,
    transaction,
    executeMultiple: (script: string) => wait(() => client.executeMultiple(script)),
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

  function isPatient(): boolean {
    const now = performance.now()
    if (now - busyAt > MEMORY) busySince = now
    busyAt = now
    return now - busySince < PATIENCE
  }

  return async (work: () => Promise<void>): Promise<void> => {
    for (;;) {
      try {
        await work()
        busyAt = 0
        return
      } catch (error) {
        if (!isLocked(error) || !isPatient()) throw error
        await sleep(PAUSE * (1 + Math.random()))
      }
    }
  }
}

function isLocked(error: unknown): boolean {
  const { rawCode } = error as { rawCode?: number }
  return rawCode !== undefined && (rawCode & 0xff) === SQLITE_BUSY
}
