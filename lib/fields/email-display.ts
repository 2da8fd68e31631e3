import { domainToUnicode } from 'node:url'
import { domainInAscii } from './email-address'

/** A label of one of them reads as it is meant to those who use it. Japanese, Chinese and Korean mix theirs. */
const SCRIPTS = [
  ['Latin'],
  ['Cyrillic'],
  ['Greek'],
  ['Arabic'],
  ['Hebrew'],
  ['Armenian'],
  ['Georgian'],
  ['Devanagari'],
  ['Bengali'],
  ['Tamil'],
  ['Telugu'],
  ['Thai'],
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
].map((scripts) => new RegExp(`^[0-9-${scripts.map((script) => `\\p{Script_Extensions=${script}}`).join('')}]+$`, 'u'))

/** Cyrillic and Greek letters that look like Latin ones: a word of them alone passes for another. */
const LATIN_LOOKALIKES = /^[0-9-асԁеһіјӏорԛѕԝхуъьҽпгѵѡкмтвнαγηικνορτυχω]+$/

/**
 * An address as people read it: the domain in Unicode. A label that mixes scripts, or has nothing but letters that look
 * like Latin ones, stays in ASCII, so that no domain passes for another. Source: Unicode TR 39, 5.1.
 *
 * @param address in the form of `parseEmailAddress`
 */
export function displayEmail(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at + 1)}${displayDomain(address.slice(at + 1))}`
}

/** A domain as {@link displayEmail} shows it. */
export function displayDomain(domain: string): string {
  return domain.split('.').map(displayLabel).join('.')
}

function displayLabel(label: string): string {
  if (!label.startsWith('xn--')) return label
  const shown = domainToUnicode(label)
  const isPlain = SCRIPTS.some((script) => script.test(shown)) && !LATIN_LOOKALIKES.test(shown)
  return isPlain && domainInAscii(shown) === label ? shown : label
}
