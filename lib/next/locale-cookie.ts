import { cookies } from 'next/headers'
import { DAY, SECOND } from '@/lib/config/durations'
import { isLocale, type Locale } from '@/lib/i18n/locales'
import { cookieName, cookieOptions } from '@/lib/http/cookies'

/** As long as browsers keep a cookie: 400 days. Source: RFC 6265bis 5.5. */
const LIFETIME = 400 * DAY

/** The language chosen in this browser; null without a choice, or for an unknown language. */
export async function readLocaleCookie(): Promise<Locale | null> {
  const chosen = (await cookies()).get(cookieName('locale'))?.value
  return isLocale(chosen) ? chosen : null
}

/** Remembers a language in this browser: the pages before a login speak it too. */
export async function setLocaleCookie(locale: Locale): Promise<void> {
  ;(await cookies()).set(cookieName('locale'), locale, { ...cookieOptions(), maxAge: LIFETIME / SECOND })
}
