import { spawnSync } from 'node:child_process'
import { Advice } from './advice.mjs'
import { ROOT } from './root.mjs'

/**
 * @typedef {object} Settings
 * @property {string} host
 * @property {number} port
 * @property {string} appUrl
 * @property {number} [processes] how many are asked for
 * @property {{ kind: 'mailbox', key: string } | { kind: 'smtp', host: string }} mail
 */

/**
 * What the configuration means for the server, by the product's own parser, so that no rule or default is written
 * twice. That parser is TypeScript: it runs in a process of its own, and the server stays free of a compiler.
 *
 * @returns {Settings}
 */
export function readSettings() {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/support/print-settings.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (error) throw error
  if (status !== 0) {
    throw new Advice(`The configuration does not work yet:\n${stderr.trim()}\nCorrect it in .env or in the environment (the README lists all settings), then run this again.`)
  }
  return JSON.parse(stdout)
}
