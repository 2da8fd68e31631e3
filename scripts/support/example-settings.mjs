import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './root.mjs'

/**
 * The names of all settings, as .env.example lists them.
 * @returns {string[]}
 */
export function exampleSettings() {
  const text = readFileSync(path.join(ROOT, '.env.example'), 'utf8')
  return [...text.matchAll(/^#?\s?([A-Z][A-Z_]+)=/gm)].map(([, name]) => String(name))
}
