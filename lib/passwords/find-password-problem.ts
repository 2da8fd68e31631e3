import { PASSWORD_MAX_BYTES } from '@/lib/fields/schemas'
import { foldWord, ownWords, SHORTEST_OWN_WORD } from './own-words'
import type { PasswordProblem } from './password-problems'

type PasswordRules = {
  password: string
  /** Username, e-mail address and full name of the person, as far as they are known; empty ones are passed over. */
  ownNames: readonly string[]
  /** In characters, not bytes. */
  minLength: number
  /** In lower case. */
  commonPasswords: ReadonlySet<string>
}

/**
 * The first rule that a new password breaks, or null. There are no rules on what characters it is made of: they make
 * passwords harder to remember, not harder to guess. Needs nothing but its arguments, so that the browser can say
 * beforehand what the server will say.
 *
 * Source: ASVS 6.2.1, 6.2.4, 6.2.5; NIST SP 800-63B-4, 3.1.1.2.
 */
export function findPasswordProblem({ password, ownNames, minLength, commonPasswords }: PasswordRules): PasswordProblem | null {
  // The first comparison spares the counting of a megabyte: a character has at least one byte.
  if (password.length > PASSWORD_MAX_BYTES || utf8Length(password) > PASSWORD_MAX_BYTES) return 'too_long'
  if (characterCount(password) < minLength) return 'too_short'
  if (commonPasswords.has(password.toLowerCase())) return 'too_common'
  if (isOwnName(password, ownNames)) return 'own_name'
  return null
}

/** Equal to one of the person's words, also with digits around it or punctuation anywhere. */
function isOwnName(password: string, ownNames: readonly string[]): boolean {
  const words = ownWords(ownNames)
  const folded = foldWord(password)
  const stripped = withoutOuterDigits(folded)
  const isLongEnough = characterCount(stripped) >= SHORTEST_OWN_WORD
  return words.some((word) => word === folded || (isLongEnough && withoutOuterDigits(word) === stripped))
}

function withoutOuterDigits(text: string): string {
  return text.replace(/^\p{N}+|\p{N}+$/gu, '')
}

function characterCount(text: string): number {
  return [...text].length
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length
}
