import { ZxcvbnFactory, type TranslationKeys } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import type { FieldProblem } from '@/lib/errors/field-problem'
import { normalizePassword } from '@/lib/fields/normalize-password'
import { findPasswordProblem } from './find-password-problem'
import { ownWords } from './own-words'
import { PASSWORD_PROBLEMS } from './password-problems'

type Reason = `warnings.${keyof TranslationKeys['warnings']}` | `suggestions.${keyof TranslationKeys['suggestions']}`

/** Said in words by `strength` and `errors` of the catalogues. */
export type PasswordStrength = {
  /** Very weak (or refused) to very strong. */
  level: 0 | 1 | 2 | 3 | 4
  /** Why the server will refuse it. */
  problem: FieldProblem | null
  /** What is wrong with it and what would help; none for a strong one. */
  reasons: Reason[]
}

/** What comes after so many characters makes no weak password of a strong one, but makes every key slower. */
const MAX_CHARACTERS_WEIGHED = 100

/**
 * How well a password withstands guessing, and why, while it is typed. Meant for the browser, and heavy (some 200 kB,
 * compressed): load it only when someone begins to type. The first call takes some 100 ms, later ones a few.
 *
 * @param minLength PASSWORD_MIN_LENGTH
 * @param ownNames username, email address and full name, as far as they are typed
 */
export function estimateStrength({
  password,
  ownNames,
  minLength,
}: {
  password: string
  ownNames: readonly string[]
  minLength: number
}): PasswordStrength {
  const { zxcvbn, commonPasswords } = (estimator ??= createEstimator())
  const problem = findPasswordProblem({ password, ownNames, minLength, commonPasswords })
  if (problem) return { level: 0, problem: PASSWORD_PROBLEMS[problem](minLength), reasons: [] }

  const { score, feedback } = zxcvbn.check(normalizePassword(password), ownWords(ownNames))
  const reasons = [
    ...(feedback.warning ? [`warnings.${feedback.warning}`] : []),
    ...feedback.suggestions.map((key) => `suggestions.${key}`),
  ]
  return { level: score, problem: null, reasons: reasons as Reason[] }
}

let estimator: ReturnType<typeof createEstimator> | undefined

function createEstimator() {
  return {
    // Without translations of its own it answers with the keys of its sentences.
    zxcvbn: new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: MAX_CHARACTERS_WEIGHED }),
    commonPasswords: new Set(dictionary['passwords-common']),
  }
}
