import { providerOf } from '../provider'
import { compareMigrations, type MigrationState } from './compare-migrations'
import { connectToMigrate } from './connect-to-migrate'
import { readHistory } from './history'
import { MIGRATIONS_DIRECTORY, readMigrations } from './read-migrations'

/** How each migration stands, of the files and of the database. Writes nothing. */
export function migrationStatus(databaseUrl: string, directory = MIGRATIONS_DIRECTORY): Promise<MigrationState[]> {
  const migrations = readMigrations(directory, providerOf(databaseUrl))
  return connectToMigrate(databaseUrl, async (connection) =>
    compareMigrations(migrations, await readHistory(connection)),
  )
}
