import type { Role } from '@/lib/access/permissions'
import type { Locale } from '@/lib/i18n/locales'

/** Who acts, once a session has been checked. */
export type Actor = {
  userId: string
  sessionId: string
  sessionKind: 'browser' | 'api'
  role: Role
}

/** Who calls: a browser through a page, an API client, or a client of the legacy API. */
export type Client = 'browser' | 'api' | 'legacy-api'

/** Where and when a request comes from: all that an operation knows about it besides its input. */
export type Context = {
  actor: Actor | null
  client: Client
  /** Set when the client's service has its own mode; otherwise EMAIL_VERIFICATION applies. */
  emailVerification?: 'required' | 'optional' | undefined
  /** The client's IP. Forwarding headers are trusted only as far as TRUSTED_PROXY_HOPS says. */
  ip: string
  /** At most 512 characters. */
  userAgent: string
  /** The requested language; null when none was requested. Only emails use it. */
  locale: Locale | null
  requestId: string
  now: Date
}
