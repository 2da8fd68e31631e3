import { loadMessages } from './load-messages'
import { LOCALES, type Locale } from './locales'

/** Our languages, each by the name that its own speakers give it. */
export async function languages(): Promise<{ locale: Locale; name: string }[]> {
  return Promise.all(LOCALES.map(async (locale) => ({ locale, name: (await loadMessages(locale)).language.name })))
}
