import type { Messages } from '@/lib/i18n/load-messages'

type Key = keyof Messages['errors']

/** The sentence for why a picture was not taken: by its code, or that there was no answer of ours. */
export function pictureProblem(code: string, translate: { has: (key: Key) => boolean; (key: Key): string }): string {
  if (code === 'internal_error') return translate('our_fault')
  return translate(translate.has(code as Key) ? (code as Key) : 'unreachable')
}
