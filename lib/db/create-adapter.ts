import path from 'node:path'
import type { SqlDriverAdapterFactory, SqlQuery } from '@prisma/driver-adapter-utils'
import { databaseFile } from '@/lib/config/database-file'
import { SECOND } from '@/lib/config/durations'
import { makeFolders } from './make-folders'
import { mysqlDriverUrl } from './mysql-driver-url'
import { providerOf } from './provider'

/** How long a statement waits for another process's write to SQLite before it fails, and the event loop with it. */
const BUSY_TIMEOUT = 5 * SECOND

/** How long a connection to MySQL is kept that nobody uses, as PostgreSQL's driver does by default. */
const IDLE_SECONDS = 10

/** One by whose name PostgreSQL prepares it once a connection. */
export type NamedQuery = SqlQuery & { name?: string | undefined }

type AdapterOptions = {
  /** How long a connection to a server may take to come about, or to be free. */
  connectMilliseconds?: number
  /** To a server; its driver's own number, ten, unless given. */
  maxConnections?: number
}

/**
 * The driver for a DATABASE_URL. Drivers load on demand: a process needs the one of its database only. The folder
 * of a SQLite file is made where it is missing.
 */
export async function createAdapter(
  databaseUrl: string,
  { connectMilliseconds = 10 * SECOND, maxConnections }: AdapterOptions = {},
): Promise<SqlDriverAdapterFactory> {
  switch (providerOf(databaseUrl)) {
    case 'sqlite': {
      makeFolders(path.dirname(databaseFile(databaseUrl)))
      const { PrismaLibSql } = await import('@prisma/adapter-libsql')
      return new PrismaLibSql({ url: databaseUrl, timeout: BUSY_TIMEOUT, intMode: 'bigint' })
    }
    case 'postgresql': {
      const { PrismaPg } = await import('@prisma/adapter-pg')
      const config = {
        connectionString: databaseUrl,
        connectionTimeoutMillis: connectMilliseconds,
        keepAlive: true,
        // Not after two hours: what is dead is found within minutes.
        keepAliveInitialDelayMillis: 10 * SECOND,
        ...(maxConnections === undefined ? {} : { max: maxConnections }),
      }
      // Prisma's own statements have no name, and are prepared again each time.
      return new PrismaPg(config, { statementNameGenerator: (query: NamedQuery) => query.name as string })
    }
    case 'mysql': {
      const { PrismaMariaDb } = await import('@prisma/adapter-mariadb')
      const options = {
        connectTimeout: connectMilliseconds,
        acquireTimeout: connectMilliseconds,
        initializationTimeout: connectMilliseconds,
        // All that nobody uses but one are closed, sooner than the server would do it (wait_timeout). It does so to
        // that one: the driver notices, and before a request gets one that lay idle it asks whether it still answers.
        minimumIdle: 1,
        idleTimeout: IDLE_SECONDS,
        ...(maxConnections === undefined ? {} : { connectionLimit: maxConnections }),
      }
      return new PrismaMariaDb(mysqlDriverUrl(databaseUrl, options))
    }
  }
}
