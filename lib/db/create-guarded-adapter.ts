import type { SqlDriverAdapter, SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { SECOND } from '@/lib/config/durations'
import { createAdapter } from './create-adapter'
import { databaseUnavailable, isDatabaseFault } from './database-unavailable'
import { guardAdapter, type Guard } from './guard-adapter'
import { limitTransactions } from './limit-transactions'
import { providerOf } from './provider'
import { watchServer } from './watch-server'

const CONNECT_MILLISECONDS = 5 * SECOND

/**
 * The driver for requests: a database that is unavailable, frozen or locked makes each of its calls fail within two
 * seconds of that, as a P1001, and when it is back so are they (S70).
 *
 * Residual risk: a write outside a transaction that was given up may still be done by a database that was only slow.
 *
 * @param poolSize how many connections to a server there are at most; those that ask whether it answers come on top
 */
export async function createGuardedAdapter(databaseUrl: string, poolSize: number): Promise<SqlDriverAdapterFactory> {
  const isSqlite = providerOf(databaseUrl) === 'sqlite'
  const factory = isSqlite
    ? await waitingFactory(databaseUrl)
    : await createAdapter(databaseUrl, { connectMilliseconds: CONNECT_MILLISECONDS, maxConnections: poolSize })
  const { provider, adapterName } = factory
  return {
    provider,
    adapterName,
    connect: () => (isSqlite ? connectToFile(factory) : connectToServer(factory, databaseUrl)),
  }
}

async function waitingFactory(databaseUrl: string): Promise<SqlDriverAdapterFactory> {
  const { WaitingLibSql } = await import('./waiting-libsql')
  return new WaitingLibSql({ url: databaseUrl })
}

async function connectToFile(factory: SqlDriverAdapterFactory): Promise<SqlDriverAdapter> {
  const adapter = await factory.connect()
  const guard: Guard = async (call) => {
    try {
      return await call()
    } catch (error) {
      throw isDatabaseFault(error) ? databaseUnavailable(error) : error
    }
  }
  return guardAdapter(() => adapter, guard)
}

async function connectToServer(factory: SqlDriverAdapterFactory, databaseUrl: string): Promise<SqlDriverAdapter> {
  const connect = async () => {
    const connection = await factory.connect()
    return providerOf(databaseUrl) === 'postgresql' ? limitTransactions(connection) : connection
  }
  let adapter = await connect()
  async function renew() {
    const old = adapter
    adapter = await connect()
    // Never waited for: what hangs on it may hang for ever.
    old.dispose().catch(() => {})
  }
  return guardAdapter(() => adapter, watchServer({ probe: () => probe(databaseUrl), renew }))
}

async function probe(databaseUrl: string): Promise<void> {
  const connection = await (
    await createAdapter(databaseUrl, { connectMilliseconds: SECOND, maxConnections: 1 })
  ).connect()
  try {
    await connection.queryRaw({ sql: 'SELECT 1', args: [], argTypes: [] })
  } finally {
    connection.dispose().catch(() => {})
  }
}
