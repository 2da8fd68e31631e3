import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * The files of a folder with all below it, or the one file that is named; none where there is nothing.
 *
 * @param {string} root
 * @param {string} source  a path below root
 * @returns {string[]} paths below root, with forward slashes
 */
export function filesIn(root, source) {
  const stats = statSync(path.join(root, source), { throwIfNoEntry: false })
  if (!stats) return []
  if (!stats.isDirectory()) return [source]
  return readdirSync(path.join(root, source)).flatMap((name) => filesIn(root, `${source}/${name}`))
}
