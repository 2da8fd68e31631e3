import { randomBytes } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { CliError } from './cli-error.mjs'
import { ROOT } from './root.mjs'

/**
 * Writes a `.env` with fresh secrets, readable by its owner only, unless there is one.
 *
 * @param {string} [folder]
 * @returns {boolean} whether it was written
 * @throws CliError where it cannot be
 */
export function writeEnvironmentFile(folder = ROOT) {
  const text = `# Settings of this Vestibule. Environment variables win over this file; .env.example lists all of them.

# Signs sessions and seals stored secrets: whoever has it can log in as anyone. Keep it, or everybody is logged out.
AUTH_SECRET=${randomBytes(33).toString('base64url')}

# Mails stay in a development inbox at /mailbox. For real mail: smtp://user:password@host:587, and set EMAIL_FROM, APP_URL.
EMAIL_SERVER=mailbox:

# Opens that inbox.
MAILBOX_KEY=${randomBytes(24).toString('base64url')}
`
  try {
    // Fails when the file exists, so that secrets are never overwritten.
    writeFileSync(path.join(folder, '.env'), text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === 'EEXIST') return false
    throw new CliError(`.env cannot be written in ${folder} (${code}): make that folder yours, then run this again.`)
  }
}

/**
 * Takes what `.env` says into this process's environment, where variables that are set already stay as they are.
 * @param {string} [folder]
 */
export function loadEnvironmentFile(folder = ROOT) {
  const file = path.join(folder, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}
