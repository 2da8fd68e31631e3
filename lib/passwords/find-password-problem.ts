import { PASSWORD_MAX_BYTES } from '@/lib/fields/schemas'
import { normalizePassword } from '@/lib/fields/normalize-password'
import { foldWord, ownWords } from './own-words'
import type { PasswordProblem } from './password-problems'

type PasswordRules = {
  password: string
  /** Username, email address and full name of the person, as far as they are known; empty ones are skipped. */
  ownNames: readonly string[]
  /** In characters, not bytes. */
  minLength: number
  /** In lower case. */
  commonPasswords: ReadonlySet<string>
}

/**
 * The first rule that a new password breaks, or null. There are no rules on what characters it is made of: they make
 * passwords harder to remember, not harder to guess. Needs nothing but its arguments, so that the browser can say
 * beforehand what the server will say. What counts is the form that is hashed ({@link normalizePassword}).
 *
 * Source: ASVS 6.2.1, 6.2.4, 6.2.5; NIST SP 800-63B-4, 3.1.1.2.
 */
export function findPasswordProblem(rules: PasswordRules): PasswordProblem | null {
  const { ownNames, minLength, commonPasswords } = rules
  // Spares the reading of a megabyte: composing makes no text so much shorter.
  if (rules.password.length > 8 * PASSWORD_MAX_BYTES) return 'too_long'
  const password = normalizePassword(rules.password)
  if (utf8Length(password) > PASSWORD_MAX_BYTES) return 'too_long'
  if (characterCount(password) < minLength) return 'too_short'
  if (commonPasswords.has(password.toLowerCase())) return 'too_common'
  if (isMadeOfOwnWords(password, ownNames)) return 'own_name'
  return null
}

/** Nothing but the person's own words, digits and punctuation. */
function isMadeOfOwnWords(password: string, ownNames: readonly string[]): boolean {
  const folded = foldWord(password)
  const longestFirst = ownWords(ownNames).toSorted((one, other) => other.length - one.length)
  const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ' '), folded)
  return rest !== folded && !/\p{L}/u.test(rest)
}

function characterCount(text: string): number {
  return Array.from(text).length
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}
