import { readFileSync } from 'node:fs'
import { Advice } from './advice.mjs'
import { findBrowser } from './find-browser.mjs'
import { run } from './run.mjs'
import { progress } from './say.mjs'

const DOWNLOAD_MILLISECONDS = 5 * 60_000

/**
 * The path of a browser for Playwright, installed where the machine has none.
 * @throws Advice when there is none, and none can be installed
 */
export async function installBrowser() {
  const found = await findBrowser()
  if (found) return found

  return progress('Installing a browser for the tests', async () => {
    for (const install of isRootOnDebian() ? [installByApt, downloadByPlaywright] : [downloadByPlaywright]) {
      await install()
      const installed = await findBrowser()
      if (installed) return installed
    }
    throw new Advice('There is no browser for the tests: install Chrome or Chromium, or set CHROME_PATH to one, then run this again.')
  })
}

/** Debian's package brings the system libraries along, which Playwright's download needs as well. */
async function installByApt() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env })
  await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation'], { env })
}

async function downloadByPlaywright() {
  const dependencies = isRoot() ? ['--with-deps'] : []
  await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', ...dependencies, 'chromium'], {
    timeoutMilliseconds: DOWNLOAD_MILLISECONDS,
  })
}

function isRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0
}

function isRootOnDebian() {
  if (!isRoot()) return false
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}
