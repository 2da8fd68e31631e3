import { createHash } from 'node:crypto'
import os from 'node:os'
import { parentPort } from 'node:worker_threads'
import { loadBcrypt } from './load-bcrypt.mjs'
import { parseStoredHash } from './parse-stored-hash.mjs'

/*
 * The thread that hashes. Plain JavaScript, so that Node, the bundler, tsx and vitest start the same file. It answers
 * one task after the other; everything in it computes synchronously on this thread.
 */

/**
 * @typedef {{ kind: 'hash', password: string, cost: number }
 *   | { kind: 'verify', passwords: string[], storedHash: string, standInHash: string }} HashTask
 */

/** As with `nice`: a tenth of the share of a thread that has none. */
const NICENESS = 10

lowerThreadPriority()
const loadingBcrypt = loadBcrypt()

parentPort?.on('message', async (/** @type {HashTask} */ task) => {
  const bcrypt = await loadingBcrypt
  parentPort?.postMessage(task.kind === 'hash' ? hash(task, bcrypt) : await verify(task, bcrypt))
})

/**
 * As many of these threads as there are cores would leave the thread that answers every other request a share of one.
 * On Linux a priority is the calling thread's alone; elsewhere it would be the whole process's.
 */
function lowerThreadPriority() {
  if (process.platform !== 'linux') return
  try {
    os.setPriority(NICENESS)
  } catch {
    // Some sandboxes forbid it. Hashing works without.
  }
}

/**
 * Django's BCryptSHA256PasswordHasher: the digest has 64 characters whatever the password holds, so that bcrypt's limit
 * of 72 bytes, and its end at a NUL, cut nothing off.
 *
 * @param {Extract<HashTask, { kind: 'hash' }>} task
 * @param {import('./load-bcrypt.mjs').Bcrypt} bcrypt
 */
function hash({ password, cost }, bcrypt) {
  return `bcrypt_sha256$${bcrypt.hash(createHash('sha256').update(password).digest('hex'), cost)}`
}

/**
 * @param {Extract<HashTask, { kind: 'verify' }>} task
 * @param {import('./load-bcrypt.mjs').Bcrypt} bcrypt
 */
async function verify({ passwords, storedHash, standInHash }, bcrypt) {
  // Both are parsed, and one is computed, whatever the account has: the time must not reveal a hash that cannot be
  // used.
  const [own, standIn] = [parseStoredHash(storedHash, bcrypt), parseStoredHash(standInHash, bcrypt)]
  const check = own ?? standIn
  const rightOnes = []
  for (const password of passwords) {
    // A library may refuse what looked right.
    const isRight = await Promise.resolve(password)
      .then(check)
      .catch(() => false)
    rightOnes.push(isRight && own !== null)
  }
  return rightOnes
}
