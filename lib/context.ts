import type { Role } from '@/lib/access/permissions'
import type { Locale } from '@/lib/i18n/locales'

/** Who acts, once a session has been checked. */
export type Actor = {
  userId: string
  sessionId: string
  sessionKind: 'browser' | 'api'
  role: Role
}

/** Who calls: a browser by a page, an API client, or one by a path of the legacy API. */
export type Client = 'browser' | 'api' | 'legacy-api'

/** Where a request comes from and when: all that an operation knows of it besides its input. */
export type Context = {
  actor: Actor | null
  client: Client
  /** Set where the client's service has a mode of its own; else EMAIL_VERIFICATION counts. */
  emailVerification?: 'required' | 'optional' | undefined
  /** The client's address, with forwarding headers believed only as far as TRUSTED_PROXY_HOPS says. */
  ip: string
  /** At most 512 characters. */
  userAgent: string
  /** The requested language; null if none was. Only emails need it. */
  locale: Locale | null
  requestId: string
  now: Date
}
