import { config } from '@/lib/config/config'
import type { Client } from '@/lib/context'
import type { SessionKind } from './start-session'

/**
 * What session a client gets. An API client's refresh token is replaced at each refresh, unless the client came by a
 * legacy path: those were written for one that stays (LEGACY_REFRESH_ROTATION=on replaces theirs too).
 */
export function sessionKindOf(client: Client): SessionKind {
  if (client !== 'legacy-api') return client
  return config().rotatesLegacyRefresh ? 'api' : 'api-without-rotation'
}
