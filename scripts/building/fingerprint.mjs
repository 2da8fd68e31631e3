import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { filesIn } from '../support/files-in.mjs'

/**
 * A hash over the names and contents of files. Files that do not exist count as such.
 *
 * @param {string} root what names are relative to
 * @param {string[]} sources files, and folders with all they hold
 * @param {(file: string) => boolean} [isSkipped] of a path below root, with forward slashes
 * @returns {string}
 */
export function fingerprint(root, sources, isSkipped = () => false) {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesIn(root, source)).toSorted()) {
    if (isSkipped(file)) continue
    const content = readFileSync(path.join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * Makes something from sources unless it was made from exactly these before. What was broken off half-way counts as
 * not made.
 *
 * @param {object} options
 * @param {string} options.record the file that keeps what was made last
 * @param {() => string} options.take the sources' fingerprint
 * @param {() => Promise<void>} options.make
 * @returns {Promise<boolean>} whether it had to be made
 */
export async function makeWhenStale({ record, take, make }) {
  // Taken before, so that what changes in the meantime is made at the next time.
  const current = take()
  if (existsSync(record) && readFileSync(record, 'utf8') === current) return false
  rmSync(record, { force: true })
  await make()
  mkdirSync(path.dirname(record), { recursive: true })
  writeFileSync(record, current)
  return true
}
