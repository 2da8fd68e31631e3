import { ZxcvbnFactory, type TranslationKeys } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { findPasswordProblem } from './find-password-problem'
import { ownWords } from './own-words'
import { PASSWORD_PROBLEMS } from './password-problems'

export type PasswordStrength = {
  /** 0 (very weak, or refused) to 4 (very strong). */
  level: number
  /** `level` in words; or that the server will refuse this password. */
  label: string
  /** What is wrong with it and what would help, in sentences; none for a strong one. */
  reasons: string[]
}

const LABELS = ['Very weak', 'Weak', 'Fair', 'Strong', 'Very strong']

const WARNINGS: Record<keyof TranslationKeys['warnings'], string> = {
  straightRow: 'A row of keys is among the first things tried.',
  keyPattern: 'Short patterns on the keyboard are easy to guess.',
  simpleRepeat: 'One character over and over is easy to guess.',
  extendedRepeat: 'The same part over and over is hardly better than having it once.',
  sequences: 'Sequences such as abc or 6543 are easy to guess.',
  recentYears: 'Years of our time are easy to guess.',
  dates: 'Dates are easy to guess.',
  topTen: 'This is one of the ten most used passwords.',
  topHundred: 'This is one of the hundred most used passwords.',
  common: 'This password is used by many.',
  similarToCommon: 'This is close to a password that many use.',
  wordByItself: 'A single word is easy to guess.',
  namesByThemselves: 'Names alone are easy to guess.',
  commonNames: 'Common names are easy to guess.',
  userInputs: 'It holds your own name, username or address, or the name of this site.',
  pwned: 'This password has become public in a theft of data.',
}

const SUGGESTIONS: Record<keyof TranslationKeys['suggestions'], string> = {
  l33t: 'Digits and signs in place of letters, such as @ for a, help little.',
  reverseWords: 'Words spelt backwards help little.',
  allUppercase: 'Capital letters throughout help little.',
  capitalization: 'A capital letter at the start helps little.',
  dates: 'Leave out dates that have to do with you.',
  recentYears: 'Leave out recent years.',
  associatedYears: 'Leave out years that have to do with you.',
  sequences: 'Leave out sequences of letters or digits.',
  repeated: 'Leave out repetitions.',
  longerKeyboardPattern: 'Leave out patterns on the keyboard.',
  anotherWord: 'Add a word or two that have nothing to do with each other.',
  useWords: 'Several words in a row make a good password.',
  noNeed: 'It needs no digits, signs or capital letters.',
  pwned: 'If you use it elsewhere, change it there too.',
}

/** What comes after so many characters makes no weak password of a strong one, but makes every key slower. */
const MAX_CHARACTERS_WEIGHED = 100

/**
 * How well a password withstands guessing, and why, while it is typed. Meant for the browser, and heavy (some 200 kB,
 * compressed): load it only when somebody begins to type. The first call takes some 100 ms, later ones a few.
 *
 * @param minLength PASSWORD_MIN_LENGTH
 * @param ownNames username, e-mail address and full name, as far as they are typed
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
  if (problem) return { level: 0, label: 'Will be refused', reasons: [PASSWORD_PROBLEMS[problem](minLength)] }

  const { score, feedback } = zxcvbn.check(password, ownWords(ownNames))
  const warnings = feedback.warning ? [WARNINGS[feedback.warning as keyof typeof WARNINGS]] : []
  const suggestions = feedback.suggestions.map((key) => SUGGESTIONS[key as keyof typeof SUGGESTIONS])
  return { level: score, label: LABELS[score] ?? '', reasons: [...warnings, ...suggestions] }
}

let estimator: ReturnType<typeof createEstimator> | undefined

function createEstimator() {
  return {
    // Without translations of its own it answers with the keys of its sentences.
    zxcvbn: new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: MAX_CHARACTERS_WEIGHED }),
    commonPasswords: new Set(dictionary['passwords-common']),
  }
}
