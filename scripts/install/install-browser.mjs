import { CliError } from '../support/cli-error.mjs'
import { installByApt, isRoot, isRootOnDebian } from './debian.mjs'
import { findBrowser } from './find-browser.mjs'
import { run } from '../support/run.mjs'
import { progress } from '../support/print.mjs'

const DOWNLOAD_MILLISECONDS = 5 * 60_000

/**
 * The path of a browser for Playwright, installed where the machine has none.
 * @throws CliError when there is none, and none can be installed
 */
export async function installBrowser() {
  const found = await findBrowser()
  if (found) return found

  return progress('Installing a browser for the tests', async () => {
    for (const install of isRootOnDebian() ? BY_APT_OR_DOWNLOAD : [downloadByPlaywright]) {
      await install()
      const installed = await findBrowser()
      if (installed) return installed
    }
    throw new CliError(
      'There is no browser for the tests: install Chrome or Chromium, or set CHROME_PATH to one, then run this again.',
    )
  })
}

/** For Latin and for Arabic letters: without any, those are boxes of another breadth. */
const FONTS = ['fonts-liberation', 'fonts-dejavu-core']

/**
 * Debian's packages bring the system libraries along, which Playwright's download needs too. Older releases have no
 * headless shell.
 */
const BY_APT_OR_DOWNLOAD = [
  () => installByApt(['chromium-headless-shell', ...FONTS]),
  () => installByApt(['chromium', ...FONTS]),
  downloadByPlaywright,
]

async function downloadByPlaywright() {
  const dependencies = isRoot() ? ['--with-deps'] : []
  await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', ...dependencies, 'chromium'], {
    timeoutMilliseconds: DOWNLOAD_MILLISECONDS,
  })
}
