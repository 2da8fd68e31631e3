import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

// First what has no window to draw: the same engine for half the processor time.
const COMMANDS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'msedge',
]

const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  path.join(os.homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, 'Google/Chrome/Application/chrome.exe'),
      path.join(folder, 'Chromium/Application/chrome.exe'),
      path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
]

/**
 * A browser for Playwright: the one that CHROME_PATH names, Playwright's own where it has been downloaded, else a
 * Chrome, Chromium or Edge of this machine.
 *
 * @returns {Promise<string | null>} the path of its executable
 */
export async function findBrowser() {
  const { chromium } = await import('@playwright/test')
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const candidates = [
    process.env.CHROME_PATH ?? '',
    chromium.executablePath(),
    ...COMMANDS.flatMap((command) => folders.map((folder) => path.join(folder, command + suffix))),
    ...USUAL_PLACES,
  ]
  return candidates.find((candidate) => candidate && existsSync(candidate) && isWorking(candidate)) ?? null
}

/**
 * Ubuntu's `chromium` may be a stub that only asks for snap.
 * @param {string} browser
 */
function isWorking(browser) {
  // On Windows a browser opens a window instead of telling its version.
  return process.platform === 'win32' || spawnSync(browser, ['--version'], { timeout: 20_000 }).status === 0
}
