import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { queryServer } from './query-server.mjs'

const START_MILLISECONDS = 60_000

/** @typedef {{ uid: number, gid: number }} Owner */

/**
 * A folder for a server's data, which is gone when this process ends.
 * @param {string} prefix
 * @param {Owner} [owner]
 */
export function temporaryFolder(prefix, owner) {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  process.on('exit', () => removeFolder(folder))
  return folder
}

/**
 * Starts a database server and waits until it answers. It is stopped without more ado, at the latest when this process
 * ends: nothing of its data outlives it.
 *
 * @param {object} options
 * @param {string} options.command
 * @param {string[]} options.args
 * @param {string} options.url
 * @param {string} options.folder
 * @param {NodeJS.Signals} options.stopSignal
 * @param {Owner} [options.owner] whom it runs as
 * @returns {Promise<{ url: string, processId: number, stop: () => Promise<void> }>}
 */
export async function temporaryDatabaseServer({ command, args, url, folder, stopSignal, owner }) {
  const child = spawn(command, args, { ...owner, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log = `${log}${chunk}`.slice(-5000)))
  child.on('error', (error) => (log += error.message))
  const ended = once(child, 'close')
  const kill = () => child.kill(stopSignal)
  process.prependListener('exit', kill)
  async function stop() {
    kill()
    await ended
    process.off('exit', kill)
    removeFolder(folder)
  }

  const deadline = Date.now() + START_MILLISECONDS
  while (!(await answers(url))) {
    if (child.exitCode === null && child.pid && Date.now() < deadline) {
      await sleep(50)
      continue
    }
    if (child.pid) await stop()
    throw new Error(`${path.basename(command)} did not start: ${log.trim().split('\n').at(-1)}`)
  }
  return { url, processId: Number(child.pid), stop }
}

/** @param {string} url */
async function answers(url) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const isOpen = await once(socket, 'connect').catch(() => null)
  socket.destroy()
  // MariaDB's driver would wait for ten seconds before it tells that nothing listens.
  if (!isOpen) return false
  return queryServer(url, ['SELECT 1']).then(
    () => true,
    () => false,
  )
}

/** @param {string} folder */
function removeFolder(folder) {
  // A server that is just ending may still write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}
