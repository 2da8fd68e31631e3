import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { databaseFile } from '@/lib/config/database-file'
import { createAdapter } from '../create-adapter'
import { providerOf } from '../provider'
import { MigrationError } from './migration-error'
import { databaseFailureKind, databaseMessage } from './run-sql'

const LOCK_WAIT_SECONDS = 600

/**
 * A connection of its own for `work`, closed afterwards.
 *
 * @throws MigrationError in the database's own words, when it is not reachable or refuses
 */
export async function connectToMigrate<T>(
  databaseUrl: string,
  work: (connection: SqlDriverAdapter) => Promise<T>,
): Promise<T> {
  const connection = await connect(databaseUrl)
  try {
    // Nobody waits for an answer here: rows that servers of the version before hold are worth waiting for.
    if (providerOf(databaseUrl) === 'mysql') {
      await connection.executeRaw({
        sql: `SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS}`,
        args: [],
        argTypes: [],
      })
    }
    return await work(connection)
  } catch (error) {
    if (databaseFailureKind(error) === null) throw error
    const message = databaseMessage(error)
    // Where nobody answers, nobody has words for it.
    const reason =
      message === 'DatabaseNotReachable'
        ? `${new URL(databaseUrl).host} does not answer. Start it, or correct DATABASE_URL.`
        : message
    throw unusable(reason, error)
  } finally {
    await connection.dispose()
  }
}

async function connect(databaseUrl: string): Promise<SqlDriverAdapter> {
  try {
    return await (await createAdapter(databaseUrl, { maxConnections: 1 })).connect()
  } catch (error) {
    const message = (error as Error).message
    const reason =
      providerOf(databaseUrl) === 'sqlite'
        ? `the file ${databaseFile(databaseUrl)} cannot be opened. ` +
          `Name a file, in a folder that this process may write to. (${message})`
        : message
    throw unusable(reason, error)
  }
}

function unusable(reason: string, cause: unknown): MigrationError {
  return new MigrationError(`The database of DATABASE_URL cannot be used: ${reason}`, { cause })
}
