import { normalizeStoredEmails } from '@/lib/accounts/normalize-stored-emails'
import { brandFacts } from '@/lib/brand/brand-facts'
import { config } from '@/lib/config/config'
import { ConfigError } from '@/lib/config/parse-config'
import { migrate } from '@/lib/db/migrate'
import { providerOf } from '@/lib/db/provider'
import { logger } from '@/lib/log/logger'
import { wakeMailWorker } from '@/lib/mail/wake-mail-worker'
import { startMailWorker } from '@/lib/mail/mail-worker'
import { startMonitoring } from '@/lib/metrics/start-monitoring'
import { startMaintenance } from '@/lib/maintenance/start-maintenance'
import { requireReadableSigningKey } from '@/lib/tokens/signing-keys'
import { type Product, processBridge } from '@/lib/process-bridge'
import { answerApiRequest } from '@/lib/legacy-api/answer-api-request'
import { isOnVercel } from './is-on-vercel'
import { browserActorOf, sessionCookie } from './session-cookie'
import { stopProcess } from './stop-process'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Makes a server process ready: settings valid, database up to date, mail leaving. Ends the process with a sentence for
 * each problem when it must not serve.
 */
export async function startProcess(): Promise<void> {
  try {
    const { appUrl, databaseUrl } = config()
    requireServerInFront()
    requireLastingDatabase(databaseUrl)
    brandFacts()
    // next-auth builds its own URLs on AUTH_URL, and on a request's Host without it.
    // oxlint-disable-next-line node/no-process-env -- it takes it from nowhere else
    process.env.AUTH_URL = appUrl
    for (const migration of await migrate(databaseUrl)) logger().info({ migration }, 'Migration applied')
    const emails = await normalizeStoredEmails()
    if (emails.rewritten > 0)
      logger().info({ count: emails.rewritten }, 'Email addresses rewritten to the form in which they are looked up')
    if (emails.duplicateIds.length > 0) {
      logger().warn(
        { userIds: emails.duplicateIds },
        'Accounts with an email address that another account has too: change one of them',
      )
    }
    await requireReadableSigningKey(new Date())
    startMonitoring()
    // On Vercel no process keeps running: emails are sent after the request that caused them, and by the scheduler.
    if (isOnVercel()) return
    startMailWorker()
    startMaintenance()
    processBridge.product = { handleApi, stop: stopProcess }
  } catch (error) {
    for (const problem of error instanceof ConfigError ? error.problems : [(error as Error).message]) {
      process.stderr.write(`${problem}\n`)
    }
    process.exit(1)
  }
}

/** The JSON API for the server in front, which knows nothing of the browser's cookie. Emails leave after a write. */
async function handleApi(request: Parameters<Product['handleApi']>[0]) {
  const reply = await answerApiRequest({
    ...request,
    findBrowserActor: () => browserActorOf(request.headers.cookie, request.ctx.now),
    sessionCookie,
  })
  if (reply && !READS.has(request.method)) wakeMailWorker()
  return reply
}

/** Without it a client's own forwarding headers would be believed, and every limit by address could be dodged. */
function requireServerInFront() {
  if (processBridge.server !== undefined || isOnVercel()) return
  throw new ConfigError([
    'Start the server with `npm start` (or `npm run up`): `next start` alone does not know whom it talks to.',
  ])
}

/** An account that was acknowledged would be gone with the process that wrote it. */
function requireLastingDatabase(databaseUrl: string) {
  if (!isOnVercel() || providerOf(databaseUrl) !== 'sqlite') return
  throw new ConfigError(['DATABASE_URL must name a PostgreSQL or MySQL server: no file stays on Vercel.'])
}
