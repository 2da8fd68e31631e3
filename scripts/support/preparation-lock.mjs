import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Advice } from './advice.mjs'
import { ROOT } from './root.mjs'

/**
 * Installing and building write to one folder each: of two scripts started at once, one is sent away.
 *
 * @param {string} [file]
 * @returns {() => void} gives the lock back; done by itself when the process ends
 * @throws Advice while another process holds it
 */
export function takePreparationLock(file = path.join(ROOT, '.preparing')) {
  if (!create(file)) {
    const holder = Number(readFileSync(file, 'utf8'))
    if (isAlive(holder)) {
      throw new Advice(
        `Another command is preparing this folder (process ${holder}). Run this again when it is done; if there is none, delete ${file}.`,
      )
    }
    rmSync(file, { force: true })
    create(file)
  }
  const release = () => {
    process.off('exit', release)
    rmSync(file, { force: true })
  }
  process.on('exit', release)
  return release
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
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/** @param {number} processId */
function isAlive(processId) {
  if (!processId) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
