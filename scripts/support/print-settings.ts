// Run by read-settings.mjs: the settings that scripts need, as JSON, or one sentence for each problem.
import { ConfigError, parseConfig } from '@/lib/config/parse-config'
import type { Settings } from './read-settings.mjs'

try {
  const { host, port, appUrl, emailServer, mailboxKey, webConcurrency } = parseConfig(process.env)
  const settings: Settings = {
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
  console.log(JSON.stringify(settings))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.problems.map((problem) => `- ${problem}`).join('\n'))
  process.exitCode = 1
}
