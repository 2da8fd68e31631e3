import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CliError } from '../support/cli-error.mjs'
import { ROOT } from '../support/root.mjs'
import { run } from '../support/run.mjs'
import { progress } from '../support/print.mjs'

/**
 * @typedef {{ packages?: Record<string, { version?: string, resolved?: string, integrity?: string, optional?: boolean,
 *   devOptional?: boolean, link?: boolean }> }} Lockfile
 */

/** Installs what package-lock.json says, when node_modules does not hold exactly that. */
export async function installDependencies() {
  const wanted = readLockfile('package-lock.json')
  if (!wanted)
    throw new CliError(
      'package-lock.json is missing or broken: bring it back from the repository, then run this again.',
    )
  if (isInstalled(wanted, readLockfile('node_modules/.package-lock.json'))) return

  await progress('Installing dependencies', async () => {
    // The development ones too, whatever NODE_ENV says: they make the build.
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const npm = process.env.npm_execpath
    const { isOk, output } = npm
      ? await run(process.execPath, [npm, ...args])
      : await run('npm', args, { isShell: process.platform === 'win32' })
    if (!isOk) {
      throw new CliError(
        `${output.trim()}\n\nDependencies could not be installed: see npm's words above, check that the npm registry can be reached, then run this again.`,
      )
    }
  })
}

/**
 * Whether npm's own record of what it installed is what the lockfile wants. Optional packages, those of other
 * platforms, may be absent.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile | null} installed node_modules/.package-lock.json, which npm writes last
 */
export function isInstalled(wanted, installed) {
  if (!installed) return false
  const { '': _, ...packages } = wanted.packages ?? {}
  const present = installed.packages ?? {}
  return (
    Object.keys(present).every((name) => name in packages) &&
    Object.entries(packages).every(([name, { version, integrity, optional, devOptional }]) => {
      const found = present[name]
      if (!found) return optional === true || devOptional === true
      return found.version === version && found.integrity === integrity
    })
  )
}

/**
 * @param {string} name
 * @returns {Lockfile | null}
 */
function readLockfile(name) {
  try {
    return JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'))
  } catch {
    return null
  }
}
