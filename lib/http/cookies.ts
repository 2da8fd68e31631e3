import { config } from '@/lib/config/config'

/**
 * The name of one of our cookies. On https it carries `__Host-`, so that no subdomain and no plain-http answer can
 * plant it. Source: RFC 6265bis 4.1.3.2.
 */
export function cookieName(name: 'session' | 'registration' | 'mailbox' | 'theme' | 'locale'): string {
  return `${config().isHttps ? '__Host-' : ''}vestibule.${name}`
}

/** The attributes of all our cookies: no script reads them, no cross-site form sends them. */
export function cookieOptions() {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: config().isHttps } as const
}

/** The value of a cookie in a `Cookie` header; null when it is not there. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return null
}
