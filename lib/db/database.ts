import { config } from '@/lib/config/config'
import { processSingleton } from '@/lib/process-singleton'
import type { Prisma, PrismaClient } from '@/prisma/generated/sqlite/client.ts'
import { driverFactory } from './driver'
import { providerOf } from './provider'

/** The client's type is the SQLite one's: the three are generated from one schema and differ in nothing we use. */
export type Database = PrismaClient
/** A client inside a transaction. */
export type Transaction = Prisma.TransactionClient

/** The process's one connection pool to the database that DATABASE_URL names. */
export function database(): Promise<Database> {
  return processSingleton('database', async () => {
    const { databaseUrl } = config()
    const adapter = await driverFactory()
    switch (providerOf(databaseUrl)) {
      case 'sqlite': {
        const { PrismaClient } = await import('@/prisma/generated/sqlite/client.ts')
        return new PrismaClient({ adapter })
      }
      case 'postgresql': {
        const { PrismaClient } = await import('@/prisma/generated/postgresql/client.ts')
        return new PrismaClient({ adapter }) as unknown as Database
      }
      case 'mysql': {
        const { PrismaClient } = await import('@/prisma/generated/mysql/client.ts')
        return new PrismaClient({ adapter }) as unknown as Database
      }
    }
  })
}
