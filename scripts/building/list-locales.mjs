import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../support/root.mjs'

const FROM = path.join(ROOT, 'lib/i18n/messages')
const TO = path.join(ROOT, 'lib/i18n/generated/locales.ts')

/** Writes down which languages have a catalogue: English, then by the names that their speakers give them. */
export function listLocales() {
  const tags = readdirSync(FROM)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.parse(file).name)
  const others = tags
    .filter((tag) => tag !== 'en')
    .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'en'))
  const list = ['en', ...others].map((tag) => `'${tag}'`).join(', ')
  mkdirSync(path.dirname(TO), { recursive: true })
  writeFileSync(TO, `/** The catalogues of lib/i18n/messages. */\nexport const LOCALES = [${list}] as const\n`)
}

/**
 * @param {string} tag
 * @returns {string}
 */
function nameOf(tag) {
  return JSON.parse(readFileSync(path.join(FROM, `${tag}.json`), 'utf8')).language.name
}
