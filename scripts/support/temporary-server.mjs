import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from './create-test-database.mjs'
import { dropTestDatabase } from './drop-test-database.mjs'
import { exampleSettings } from './example-settings.mjs'
import { freePort } from './ports.mjs'
import { ROOT } from './root.mjs'

/**
 * A production server beside this process, with a database of its own, which is gone when it is stopped. It is a SQLite
 * file, or on the server that TEST_DATABASE_URL names.
 *
 * @param {object} [options]
 * @param {Record<string, string>} [options.settings] over secrets for the occasion; nothing is taken from `.env`
 * @param {string[]} [options.nodeArguments] before its script; what that loads may talk over `process.send`
 * @param {string} [options.folder] of its database, which is kept then
 * @param {number} [options.port] a free one, unless given
 */
export async function startTemporaryServer({
  settings = {},
  nodeArguments = [],
  folder: keptFolder,
  port: givenPort,
} = {}) {
  const folder = keptFolder ?? mkdtempSync(path.join(os.tmpdir(), 'vestibule-server-'))
  const port = givenPort ?? (await freePort())
  /** Where it listens, whatever APP_URL says. */
  const url = `http://localhost:${port}`
  const serverUrl = settings.DATABASE_URL ? undefined : process.env.TEST_DATABASE_URL
  const ownDatabaseUrl = serverUrl ? await createTestDatabase(serverUrl) : `file:${path.join(folder, 'server.db')}`
  const databaseUrl = settings.DATABASE_URL ?? ownDatabaseUrl
  const server = spawn(process.execPath, [...nodeArguments, 'scripts/serve.mjs'], {
    cwd: ROOT,
    // A group of its own, so that none of its processes outlives it, however it is killed.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      // An empty setting counts as not given, and hides the one in `.env`.
      ...Object.fromEntries(exampleSettings().map((name) => [name, ''])),
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a secret for a server of a few minutes',
      EMAIL_SERVER: 'mailbox:',
      MAILBOX_KEY: 'a-mailbox-key-of-a-few-minutes',
      ...settings,
    },
  })
  const killGroup = () => {
    try {
      process.kill(-Number(server.pid), 'SIGKILL')
    } catch {
      // None of it is left.
    }
  }
  process.on('exit', killGroup)
  const ended = once(server, 'exit').then(([code]) => {
    process.off('exit', killGroup)
    return /** @type {number | null} */ (code)
  })
  let log = ''
  for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (log += chunk))
  while (!(await isReady(url))) {
    if (server.exitCode !== null || server.signalCode !== null) {
      await removeData()
      throw new Error(`The server did not start:\n${log}`)
    }
    await sleep(50)
  }

  async function removeData() {
    if (serverUrl) await dropTestDatabase(serverUrl, ownDatabaseUrl)
    if (!keptFolder) rmSync(folder, { recursive: true, force: true })
  }

  return {
    url,
    databaseUrl,
    port,
    processId: Number(server.pid),
    /** Resolves to its exit code when it ends, by itself or told to; null when a signal ended it at once. */
    ended,
    /** What it has written so far. */
    log: () => log,
    /**
     * Asks what `nodeArguments` loaded into it.
     * @param {string} question
     * @returns {Promise<any>}
     */
    async ask(question) {
      const answer = once(server, 'message')
      server.send(question)
      return (await answer)[0]
    },
    /** Ends it as a loss of power would, all its processes at once. */
    async kill() {
      killGroup()
      await ended
    },
    async stop() {
      server.kill('SIGTERM')
      await ended
      await removeData()
    },
  }
}

/** @param {string} url */
async function isReady(url) {
  const response = await fetch(`${url}/api/health/ready`).catch(() => null)
  await response?.arrayBuffer()
  return response?.ok ?? false
}
