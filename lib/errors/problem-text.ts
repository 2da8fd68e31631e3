import type { Messages } from '@/lib/i18n/load-messages'

type Key = keyof Messages['errors']

/** What `useTranslations('errors')` and the like return. */
type Translator = { has: (key: Key) => boolean; (key: Key, values: Record<string, string | number>): string }

/**
 * The sentence for what is wrong with a field (`FieldProblem`), in the translator's language. What is no problem of the
 * catalogues stays as it is: a text that only programs are answered with.
 */
export function problemText(problem: string, translate: Translator): string {
  const [key = '', value = ''] = problem.split(':')
  if (!translate.has(key as Key)) return problem
  const domains = value.split(',').reduce((one, other) => translate('or', { one, other }))
  return translate(key as Key, { count: Number(value), domains })
}
