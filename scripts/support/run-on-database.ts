import { ConfigError, parseDatabaseUrl } from '@/lib/config/parse-config'
import { MigrationError } from '@/lib/db/migrations/migration-error'
import { CliError, runCli } from './cli-error.mjs'
import { loadEnvironmentFile } from './environment-file.mjs'

/**
 * Runs a command on the database of DATABASE_URL, which is the only setting that it needs. Ends the process, with the
 * exit code that `work` returns; a failure that can be mended is said in a sentence.
 */
export async function runOnDatabase(work: (databaseUrl: string) => Promise<number>): Promise<never> {
  await runCli(async () => {
    loadEnvironmentFile()
    try {
      process.exitCode = await work(parseDatabaseUrl(process.env))
    } catch (error) {
      throw error instanceof MigrationError || error instanceof ConfigError ? new CliError(error.message) : error
    }
  })
  process.exit()
}
