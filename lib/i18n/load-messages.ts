import type { Locale } from './locales'
import type en from './messages/en.json'

/** All that is said in a language; every catalogue has the keys of the English one (`messages.test.ts`). */
export type Messages = typeof en

declare module 'next-intl' {
  interface AppConfig {
    Messages: Messages
  }
}

/** The catalogue of a language. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return ((await import(`./messages/${locale}.json`)) as { default: Messages }).default
}
