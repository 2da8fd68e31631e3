import { cookies } from 'next/headers'
import { themeSchema, type Theme } from '@/lib/preferences/schemas'
import { DAY, SECOND } from '@/lib/config/durations'
import { cookieName, cookieOptions } from '@/lib/http/cookies'

/** As long as browsers keep a cookie: 400 days. Source: RFC 6265bis 5.5. */
const LIFETIME = 400 * DAY

/** The theme chosen in this browser; `system` without a choice, or for a cookie that we did not set. */
export async function readThemeCookie(): Promise<Theme> {
  return themeSchema.catch('system').parse((await cookies()).get(cookieName('theme'))?.value)
}

/** Remembers the choice in this browser, for everyone who uses it: the pages before a login have it too. */
export async function setThemeCookie(theme: Theme): Promise<void> {
  const maxAge = theme === 'system' ? 0 : LIFETIME / SECOND
  ;(await cookies()).set(cookieName('theme'), theme, { ...cookieOptions(), maxAge })
}
