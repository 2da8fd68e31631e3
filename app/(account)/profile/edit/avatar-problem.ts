import type { Messages } from '@/lib/i18n/load-messages'

type Key = keyof Messages['errors']

/** The message for a refused image: by its code, or that no answer came from us. */
export function avatarProblem(code: string, translate: { has: (key: Key) => boolean; (key: Key): string }): string {
  if (code === 'internal_error') return translate('our_fault')
  // The API's message speaks of a request body.
  if (code === 'body_too_large') return translate('picture_too_heavy')
  return translate(translate.has(code as Key) ? (code as Key) : 'unreachable')
}
