import { brandFacts } from '@/lib/brand/brand-facts'
import { config } from '@/lib/config/config'
import { ConfigError } from '@/lib/config/parse-config'
import { migrate } from '@/lib/db/migrate'
import { providerOf } from '@/lib/db/provider'
import { logger } from '@/lib/log/logger'
import { startMailWorker } from '@/lib/mail/mail-worker'
import { startMonitoring } from '@/lib/monitoring/start-monitoring'
import { startMaintenance } from '@/lib/maintenance/start-maintenance'
import { requireReadableSigningKey } from '@/lib/tokens/signing-keys'
import { isAddressStamped, isOnVercel } from './is-on-vercel'
import { stopProcess } from './stop-process'

/**
 * Makes a server process ready: settings valid, database up to date, mail leaving. Ends the process with a sentence for
 * each problem when it must not serve.
 */
export async function startProcess(): Promise<void> {
  try {
    const { appUrl, databaseUrl, host } = config()
    requireAddressStamp()
    requireLastingDatabase(databaseUrl)
    brandFacts()
    // next-auth builds its own URLs on AUTH_URL, and on a request's Host without it. What stands before Next reads the
    // others.
    // oxlint-disable-next-line node/no-process-env -- neither takes it from anywhere else
    Object.assign(process.env, { AUTH_URL: appUrl, APP_URL: appUrl, HOST: host })
    for (const migration of await migrate(databaseUrl)) logger().info({ migration }, 'Migration applied')
    await requireReadableSigningKey(new Date())
    startMonitoring()
    // On Vercel no process lives on: mails leave after the request that caused them, and by the scheduler.
    if (isOnVercel()) return
    startMailWorker()
    startMaintenance()
    announceStart()
  } catch (error) {
    for (const problem of error instanceof ConfigError ? error.problems : [(error as Error).message]) {
      process.stderr.write(`${problem}\n`)
    }
    process.exit(1)
  }
}

/** Tells what stands before Next (scripts/support/serve-next.mjs) that it may let requests in, and how to leave. */
function announceStart() {
  const started = (globalThis as Record<symbol, unknown>)[Symbol.for('vestibule.started')]
  if (typeof started === 'function') started(stopProcess)
}

/** Without the stamp a client's own forwarding headers would be believed, and every limit by origin could be dodged. */
function requireAddressStamp() {
  if (isAddressStamped() || isOnVercel()) return
  throw new ConfigError(['Start the server with `npm start` (or `npm run up`): `next start` alone does not know whom it talks to.'])
}

/** An account that was acknowledged would be gone with the process that wrote it. */
function requireLastingDatabase(databaseUrl: string) {
  if (!isOnVercel() || providerOf(databaseUrl) !== 'sqlite') return
  throw new ConfigError(['DATABASE_URL must name a PostgreSQL or MySQL server: no file stays on Vercel.'])
}
