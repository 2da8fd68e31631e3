import type { Messages } from '@/lib/i18n/load-messages'

type Key = keyof Messages['errors']

/** The sentence for why a picture was not taken: by its code, or that there was no answer of ours. */
export function avatarProblem(code: string, translate: { has: (key: Key) => boolean; (key: Key): string }): string {
  if (code === 'internal_error') return translate('our_fault')
  // Programs are told of a body.
  if (code === 'body_too_large') return translate('picture_too_heavy')
  return translate(translate.has(code as Key) ? (code as Key) : 'unreachable')
}
