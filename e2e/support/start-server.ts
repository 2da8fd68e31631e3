import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'

/** A production server of a test's own: for what other tests would suffer from, or other settings than theirs. */
export function startServer(settings: Record<string, string> = {}) {
  const { E2E_AUTH_SECRET, E2E_MAILBOX_KEY } = process.env
  const secrets = { AUTH_SECRET: String(E2E_AUTH_SECRET), MAILBOX_KEY: String(E2E_MAILBOX_KEY) }
  const shared = { ...secrets, PASSWORD_HASH_COST: '4', WEB_CONCURRENCY: '1' }
  return startTemporaryServer({ settings: { ...shared, ...settings } })
}
