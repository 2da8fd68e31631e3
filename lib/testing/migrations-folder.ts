import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { MIGRATIONS_DIRECTORY } from '@/lib/db/migrations/read-migrations'
import { providerOf } from '@/lib/db/provider'
import { inSqlOf } from './query-database'

/** A copy of the product's migrations for one test, to add to; for the database of a URL. */
export function migrationsFolder(url: string) {
  const directory = mkdtempSync(path.join(tmpdir(), 'vestibule-migrations-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  cpSync(MIGRATIONS_DIRECTORY, directory, { recursive: true })

  return {
    directory,
    /** Adds a migration in standard SQL, or replaces it. */
    write(name: string, sql: string) {
      const folder = path.join(directory, providerOf(url), name)
      mkdirSync(folder, { recursive: true })
      writeFileSync(path.join(folder, 'migration.sql'), inSqlOf(url, sql))
    },
  }
}
