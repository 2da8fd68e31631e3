import { LOCALES } from './generated/locales'

/** The languages of pages and emails, the default first: each has a `messages/<tag>.json`. */
export { LOCALES }

export type Locale = (typeof LOCALES)[number]

export const DEFAULT_LOCALE: Locale = LOCALES[0]

/** Whether a text is the tag of one of our languages, such as `es`. */
export function isLocale(tag: unknown): tag is Locale {
  return LOCALES.includes(tag as Locale)
}
