import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Provider } from '../provider'
import { MigrationError } from './migration-error'
import { sqlStatements } from './sql-statements'

/** Where the product's own migrations stand. */
export const MIGRATIONS_DIRECTORY = path.join(process.cwd(), 'prisma/migrations')

/** A line that begins so says what a person must look at; while it stands there the migration is not run. */
export const REVIEW_MARK = '-- REVIEW:'

export type Migration = {
  name: string
  statements: string[]
  /** SHA-256 of the file, as Prisma reckons it. */
  checksum: string
  isReviewed: boolean
}

/**
 * A provider's migrations, in the order in which they are applied: that of their names.
 *
 * @param directory where the folders of all providers stand
 * @throws MigrationError if there are no migrations
 */
export function readMigrations(directory: string, provider: Provider): Migration[] {
  const folder = path.join(/* turbopackIgnore: true */ directory, provider)
  if (!existsSync(folder))
    throw new MigrationError(
      `There are no migrations in ${folder}: start Vestibule from its own folder, with prisma/migrations in it.`,
    )
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const script = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
      return {
        name,
        statements: sqlStatements(script),
        checksum: createHash('sha256').update(script).digest('hex'),
        isReviewed: !script.split('\n').some((line) => line.startsWith(REVIEW_MARK)),
      }
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
