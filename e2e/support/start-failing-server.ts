import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A server each of whose pages fails, as the product answers then. */
export async function startFailingServer({ isUnavailable }: { isUnavailable: boolean }) {
  const { E2E_AUTH_SECRET: AUTH_SECRET, E2E_MAILBOX_KEY: MAILBOX_KEY } = process.env
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', 'e2e/support/failing-server.ts', isUnavailable ? 'unavailable' : ''],
    {
      env: { ...process.env, AUTH_SECRET, EMAIL_SERVER: 'mailbox:', MAILBOX_KEY },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [url] = (await once(server.stdout, 'data')) as [Buffer]
  return { url: url.toString(), close: () => void server.kill() }
}
