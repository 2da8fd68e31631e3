import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'
import { createAdapter } from '../create-adapter'
import { MigrationError } from './migration-error'
import { databaseFailureKind, databaseMessage } from './run-sql'

/**
 * A connection of its own for `work`, closed afterwards.
 *
 * @throws MigrationError in the database's own words, when it is not reachable or refuses
 */
export async function connectToMigrate<T>(
  databaseUrl: string,
  work: (connection: SqlDriverAdapter) => Promise<T>,
): Promise<T> {
  const connection = await (await createAdapter(databaseUrl, { maxConnections: 1 })).connect()
  try {
    return await work(connection)
  } catch (error) {
    if (databaseFailureKind(error) === null) throw error
    const message = databaseMessage(error)
    // Where nobody answers, nobody has words for it.
    const reason =
      message === 'DatabaseNotReachable'
        ? `${new URL(databaseUrl).host} does not answer. Start it, or correct DATABASE_URL.`
        : message
    throw new MigrationError(`The database of DATABASE_URL cannot be used: ${reason}`, { cause: error })
  } finally {
    await connection.dispose()
  }
}
