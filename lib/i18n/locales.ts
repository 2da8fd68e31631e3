import { LOCALES } from './generated/locales'

/** The languages that pages and mails speak, the first where nothing else is known: each has a `messages/<tag>.json`. */
export { LOCALES }

export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = LOCALES[0]

/** Whether a text is the tag of one of our languages, such as `es`. */
export function isLocale(tag: unknown): tag is Locale {
  return LOCALES.includes(tag as Locale)
}
