import { dictionary } from '@zxcvbn-ts/language-common'
import { processSingleton } from '@/lib/process-singleton'
import { findPasswordProblem } from './find-password-problem'
import type { PasswordProblem } from './password-problems'

type PasswordProblemInput = {
  password: string
  /** Username, email address and full name; empty ones are skipped. */
  ownNames: readonly string[]
  /** In characters: PASSWORD_MIN_LENGTH. */
  minLength: number
}

/**
 * Why a new password is refused, or null when it is good: too short, too long, one of the 49,000 most used ones, or the
 * person's own name, username or address. This is the server's rule, whatever a browser said.
 */
export function passwordProblem(input: PasswordProblemInput): PasswordProblem | null {
  const commonPasswords = processSingleton('common-passwords', () => new Set(dictionary['passwords-common']))
  return findPasswordProblem({ ...input, commonPasswords })
}
