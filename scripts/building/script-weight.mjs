import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { ROOT } from '../support/root.mjs'

const BUILD = path.join(ROOT, '.next')

/** What a first visit to a page may load of script above Next's own floor, in bytes as they travel, gzipped. */
export const MAX_BYTES_ABOVE_FLOOR = 40_000

/**
 * What script weighs, gzipped, of the build at hand.
 *
 * @param {string[]} addresses of scripts, as a page has them; those that are not of the build do not count
 * @returns {{ floor: number, above: number, files: { name: string, bytes: number }[] }} in bytes: what Next loads on
 *   every page of every project, what comes on top, and which files that is
 */
export function weighScripts(addresses) {
  /** @type {{ rootMainFiles: string[] }} */
  const { rootMainFiles } = JSON.parse(readFileSync(path.join(BUILD, 'build-manifest.json'), 'utf8'))
  const names = addresses.flatMap((address) => /\/_next\/(static\/[^"?]+\.js)/.exec(address)?.[1] ?? [])
  const files = [...new Set(names)]
    .filter((name) => !rootMainFiles.includes(name))
    .map((name) => ({ name, bytes: gzipSize(name) }))
  return {
    floor: rootMainFiles.reduce((total, name) => total + gzipSize(name), 0),
    above: files.reduce((total, { bytes }) => total + bytes, 0),
    files,
  }
}

/** @param {string} name */
function gzipSize(name) {
  return gzipSync(readFileSync(path.join(BUILD, name)), { level: 9 }).length
}
