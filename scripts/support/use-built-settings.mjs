import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './root.mjs'

/**
 * Hands Next the settings that stand in a standalone build, as the server that Next itself generates for one does:
 * next.config.ts is not there, nor is what could read it. Any other build reads it again.
 * @param {string} [folder]
 */
export function useBuiltSettings(folder = ROOT) {
  const { config } = JSON.parse(readFileSync(path.join(folder, '.next/required-server-files.json'), 'utf8'))
  if (config.output === 'standalone') process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
}
