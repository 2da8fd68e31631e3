/**
 * The languages that pages and mails speak, the first where nothing else is known. A further one is its tag here and its
 * catalogue beside the others, `messages/<tag>.json`.
 */
export const LOCALES = ['en', 'es', 'ar'] as const

export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = LOCALES[0]

/** Whether a text is the tag of one of our languages, such as `es`. */
export function isLocale(tag: unknown): tag is Locale {
  return LOCALES.includes(tag as Locale)
}
