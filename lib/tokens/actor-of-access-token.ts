import type { Actor } from '@/lib/context'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { verifyToken } from './jwt'

/**
 * The actor of an access token; null if we did not issue it, it has expired, or its session was revoked: revoking takes
 * effect at the next request, not when the token expires.
 */
export async function actorOfAccessToken(token: string, now: Date): Promise<Actor | null> {
  const claims = await verifyToken('access', token)
  if (!claims) return null
  const actor = await findLiveSession(claims.sid, now)
  return actor?.sessionKind === 'api' && actor.userId === claims.sub ? actor : null
}
