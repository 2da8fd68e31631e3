import { config } from '@/lib/config/config'
import type { Client } from '@/lib/context'
import type { SessionKind } from './start-session'

/**
 * What session a client gets. An API client's refresh token is replaced at each refresh, unless the client came by an older
 * service's path: those were written for one that stays (DIALECT_REFRESH_ROTATION=on replaces theirs too).
 */
export function sessionKindOf(client: Client): SessionKind {
  if (client !== 'legacy-api') return client
  return config().rotatesDialectRefresh ? 'api' : 'api-without-rotation'
}
