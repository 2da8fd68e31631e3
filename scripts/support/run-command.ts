import { randomUUID } from 'node:crypto'
import { config } from '@/lib/config/config'
import { ConfigError } from '@/lib/config/parse-config'
import type { Context } from '@/lib/context'
import { migrate } from '@/lib/db/migrate'
import { MigrationError } from '@/lib/db/migrations/migration-error'
import { AppError } from '@/lib/errors/app-error'
import { problemText } from '@/lib/errors/problem-text'
import { englishErrors } from '@/lib/i18n/english-errors'
import { CliError, runCli } from './cli-error.mjs'
import { loadEnvironmentFile } from './environment-file.mjs'

/**
 * Runs an operator's command: with the settings of `.env`, on a migrated database. Ends the process; a failure that can
 * be fixed is reported in a sentence.
 *
 * @param name recorded in the audit log in place of a browser's name
 */
export async function runCommand(name: string, work: (ctx: Context) => Promise<void>): Promise<never> {
  await runCli(async () => {
    loadEnvironmentFile()
    // A person reads what is written here. What is done stands in the audit log.
    process.env.LOG_LEVEL = 'error'
    try {
      await migrate(config().databaseUrl)
      await work({
        actor: null,
        client: 'api',
        ip: '127.0.0.1',
        userAgent: name,
        locale: null,
        requestId: randomUUID(),
        now: new Date(),
      })
    } catch (error) {
      throw adviceOn(error)
    }
  })
  // The database and the hashing threads would keep the process alive.
  process.exit(0)
}

/** What the person can do about a failure; the failure itself where nothing is known. */
function adviceOn(error: unknown): unknown {
  if (error instanceof ConfigError)
    return new CliError(`${error.problems.join('\n')}\nCorrect it in .env or in the environment, then run this again.`)
  if (error instanceof MigrationError) return new CliError(error.message)
  if (!(error instanceof AppError)) return error
  const messages = Object.values(error.fieldErrors)
    .flat()
    .map((problem) => problemText(problem, englishErrors))
  return new CliError(
    `${(messages.length > 0 ? messages : [error.message]).join(' ')} Nothing was changed; run this again.`,
  )
}
