import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { SECOND } from '@/lib/config/durations'
import { mysqlDriverUrl } from './mysql-driver-url'
import { providerOf } from './provider'

/** How long a statement waits for another process's write to SQLite before it fails. */
const BUSY_TIMEOUT = 5 * SECOND

/**
 * The driver for a DATABASE_URL. Drivers load on demand: a process needs the one of its database only. The folder
 * of a SQLite file is made where it is missing.
 */
export async function createAdapter(databaseUrl: string): Promise<SqlDriverAdapterFactory> {
  switch (providerOf(databaseUrl)) {
    case 'sqlite': {
      mkdirSync(path.dirname(databaseUrl.slice('file:'.length)), { recursive: true })
      const { PrismaLibSql } = await import('@prisma/adapter-libsql')
      return new PrismaLibSql({ url: databaseUrl, timeout: BUSY_TIMEOUT, intMode: 'bigint' })
    }
    case 'postgresql': {
      const { PrismaPg } = await import('@prisma/adapter-pg')
      return new PrismaPg({ connectionString: databaseUrl })
    }
    case 'mysql': {
      const { PrismaMariaDb } = await import('@prisma/adapter-mariadb')
      return new PrismaMariaDb(mysqlDriverUrl(databaseUrl))
    }
  }
}
