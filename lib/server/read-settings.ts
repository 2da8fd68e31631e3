import { config } from '@/lib/config/config'
import { ConfigError } from '@/lib/config/parse-config'
import { StartError } from './start-error'

/** What the configuration means for starting the server. */
export type Settings = {
  host: string
  port: number
  appUrl: string
  /** How many are asked for. */
  processes: number | undefined
  mail: { kind: 'mailbox'; key: string } | { kind: 'smtp'; host: string }
}

/** @throws StartError with a sentence for each setting that is wrong */
export function readSettings(): Settings {
  try {
    const { host, port, appUrl, emailServer, mailboxKey, webConcurrency } = config()
    return {
      host,
      port,
      appUrl,
      processes: webConcurrency,
      // The SMTP URL's password has no business in a terminal.
      mail:
        emailServer.kind === 'mailbox'
          ? { kind: 'mailbox', key: mailboxKey ?? '' }
          : { kind: 'smtp', host: new URL(emailServer.url).host },
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const problems = error.problems.map((problem) => `- ${problem}`).join('\n')
    throw new StartError(
      `The configuration does not work yet:\n${problems}\nCorrect it in .env or in the environment (the README lists all settings), then run this again.`,
    )
  }
}
