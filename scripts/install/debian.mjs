import { readFileSync } from 'node:fs'
import { run } from '../support/run.mjs'

export function isRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0
}

/** Whether this process may install Debian's packages. */
export function isRootOnDebian() {
  if (!isRoot()) return false
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/**
 * Installs Debian's packages; whether that worked shows in what is there afterwards.
 * @param {string[]} packages
 */
export async function installByApt(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env })
  await run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], { env })
}
