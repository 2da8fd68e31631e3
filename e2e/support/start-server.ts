import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { exampleSettings } from '../../scripts/support/example-settings.mjs'
import { freePort } from '../../scripts/support/ports.mjs'

/**
 * A production server of a test's own, with a database of its own: for what other tests would suffer from, or other
 * settings than theirs.
 *
 * @returns where it listens, whatever APP_URL says, and its database's DATABASE_URL
 */
export async function startServer(settings: Record<string, string> = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-server-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const databaseUrl = `file:${path.join(folder, 'server.db')}`
  const server = spawn(process.execPath, ['scripts/serve.mjs'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      ...Object.fromEntries(exampleSettings().map((name) => [name, ''])),
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: process.env.E2E_AUTH_SECRET,
      EMAIL_SERVER: 'mailbox:',
      MAILBOX_KEY: process.env.E2E_MAILBOX_KEY,
      PASSWORD_HASH_COST: '4',
      ...settings,
    },
  })
  let log = ''
  server.stderr.on('data', (chunk: Buffer) => (log += chunk))
  while (!(await isReady(url))) {
    if (server.exitCode !== null) throw new Error(`The server did not start:\n${log}`)
    await sleep(50)
  }

  return {
    url,
    databaseUrl,
    /** What it has written to its error stream so far. */
    log: () => log,
    async stop() {
      const end = once(server, 'exit')
      server.kill('SIGTERM')
      await end
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/api/health/ready`).catch(() => null)
  return response?.ok ?? false
}
