import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils'
import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import { createGuardedAdapter } from './create-guarded-adapter'
import { providerOf, type Provider } from './provider'

type Driver = {
  provider: Provider
  /** The one that Prisma works on too: one pool, and one guard that tells when the database is unavailable (S70). */
  adapter: SqlDriverAdapter
  /**
   * For reading alone. With SQLite a connection of its own: in WAL mode it sees all that is committed and waits for
   * nobody, while everything on the other waits for the transaction that runs there.
   */
  reader: SqlQueryable
}

/** The process's connections to the database that DATABASE_URL names, below Prisma. */
export function driver(): Promise<Driver> {
  return processSingleton('driver', async () => {
    const { databaseUrl, databasePoolSize } = config()
    const factory = await createGuardedAdapter(databaseUrl, databasePoolSize)
    const provider = providerOf(databaseUrl)
    const adapter = await factory.connect()
    const reader = provider === 'sqlite' ? await factory.connect() : adapter
    return { provider, adapter: closedOnce(adapter, reader), reader }
  })
}

/** Prisma's way to {@link driver}. */
export async function driverFactory(): Promise<SqlDriverAdapterFactory> {
  const { adapter } = await driver()
  return { provider: adapter.provider, adapterName: adapter.adapterName, connect: async () => adapter }
}

/** Prisma closes what it was given, and a process that ends does, too. */
function closedOnce(adapter: SqlDriverAdapter, reader: SqlDriverAdapter): SqlDriverAdapter {
  const close = async () => {
    if (reader !== adapter) await reader.dispose()
    await adapter.dispose()
  }
  let closing: Promise<void> | undefined
  return { ...adapter, dispose: () => (closing ??= close()) }
}
