import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CliError } from '../support/cli-error.mjs'
import { ROOT } from '../support/root.mjs'

/**
 * Does work that no other process may do in this folder at the same time, such as installing and building: of two
 * commands started at once, one is sent away.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @param {string} [file]
 * @returns {Promise<T>}
 * @throws CliError while another process holds the lock, and where this one may not write
 */
export async function withPreparationLock(work, file = path.join(ROOT, '.preparing')) {
  take(file)
  const release = () => rmSync(file, { force: true })
  process.on('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

/** @param {string} file */
function take(file) {
  if (!create(file)) {
    const holder = Number(readFileSync(file, 'utf8'))
    if (isAlive(holder)) {
      throw new CliError(
        `Another command is preparing this folder (process ${holder}). Run this again when it is done; if there is none, delete ${file}.`,
      )
    }
    rmSync(file, { force: true })
    create(file)
  }
}

/**
 * @param {string} file
 * @returns {boolean} false when there is one
 */
function create(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'EEXIST') return false
    throw new CliError(
      `${path.dirname(file)} cannot be written to (${code}): make that folder yours, then run this again.`,
    )
  }
}

/** @param {number} processId */
function isAlive(processId) {
  // In a container that was killed and started again, processes get the same ids.
  if (!processId || processId === process.pid) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
