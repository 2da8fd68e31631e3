import type { Messages } from '@/lib/i18n/load-messages'

type Key = keyof Messages['errors']

/** What `useTranslations('errors')` and the like return. */
type Translator = { has: (key: Key) => boolean; (key: Key, values: Record<string, string | number>): string }

/**
 * The sentence for what is wrong with a field (`FieldProblem`), in the translator's language. What is no problem of the
 * catalogues stays as it is: a text that only API clients get.
 */
export function problemText(problem: string, translate: Translator): string {
  const [key = '', value = ''] = problem.split(':')
  if (!translate.has(key as Key)) return problem
  return translate(key as Key, { count: Number(value), domains: alternatives(value.split(','), translate) })
}

/** "a or b or c" in the translator's language; each stays in one piece among words that are written the other way. */
export function alternatives(words: readonly string[], translate: Translator): string {
  return words.reduce((one, other) => translate('or', { one, other }))
}
