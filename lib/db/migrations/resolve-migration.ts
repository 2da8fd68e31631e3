import { providerOf } from '../provider'
import { connectToMigrate } from './connect-to-migrate'
import { historyWriter, readHistory } from './history'
import { MigrationError } from './migration-error'
import { withMigrationLock } from './migration-lock'
import { MIGRATIONS_DIRECTORY, readMigrations } from './read-migrations'

type Resolution = {
  name: string
  /** `applied`: a person finished its statements by hand. `rolled-back`: a person undid those that were done. */
  as: 'applied' | 'rolled-back'
  directory?: string
}

/**
 * Writes into the history what a person did to the database by hand, as Prisma's `migrate resolve` does. Changes
 * nothing else.
 *
 * @throws MigrationError when there is nothing to resolve, or another process is migrating
 */
export async function resolveMigration(
  databaseUrl: string,
  { name, as, directory = MIGRATIONS_DIRECTORY }: Resolution,
): Promise<void> {
  const provider = providerOf(databaseUrl)
  const migration = readMigrations(directory, provider).find((one) => one.name === name)
  await connectToMigrate(databaseUrl, async (connection) => {
    const done = await withMigrationLock(connection, provider, async (tx) => {
      const history = historyWriter(tx, provider)
      const records = (await readHistory(tx)).filter((record) => record.name === name)
      if (records.some(({ isFinished }) => isFinished))
        throw new MigrationError(`The migration ${name} is applied already.`)

      if (as === 'rolled-back' && records.length === 0) {
        throw new MigrationError(`The migration ${name} cannot be rolled back because it is not in a failed state.`)
      }
      if (as === 'applied' && !migration)
        throw new MigrationError(`The migration ${name} is not found in prisma/migrations/${provider}.`)

      for (const { id } of records) await history.rollBack(id)
      if (as === 'applied' && migration) await history.finish(await history.begin(migration))
      return true
    })
    if (!done) throw new MigrationError('Another process is migrating this database. Wait for it, then run this again.')
  })
}
