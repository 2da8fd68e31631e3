import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Actor } from '@/lib/context'
import type { Role } from '@/lib/access/permissions'
import { database } from '@/lib/db/database'
import { noteRequest } from '@/lib/log/request-facts'

/** How stale "last seen" may become before a request writes it anew. */
const LAST_SEEN_RESOLUTION = MINUTE

/**
 * Whoever a session id stands for, or null when the session was ended, has expired (absolutely, or for a browser by
 * lying idle), or its user is disabled. Asked at every request, so revoking takes effect at the next one (ASVS 7.4.2).
 */
export async function findLiveSession(sessionId: string, now: Date): Promise<Actor | null> {
  const db = await database()
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: {
      userId: true,
      kind: true,
      lastSeenAt: true,
      expiresAt: true,
      user: { select: { role: true, disabledAt: true } },
    },
  })
  if (!session || session.user.disabledAt || session.expiresAt <= now) return null
  const kind = session.kind === 'browser' ? 'browser' : 'api'
  if (kind === 'browser' && addMilliseconds(session.lastSeenAt, config().sessionIdleTimeout) <= now) return null

  const staleSince = addMilliseconds(now, -LAST_SEEN_RESOLUTION)
  if (session.lastSeenAt < staleSince) {
    // Conditional, so that of parallel requests one writes. A session ended meanwhile is not brought back.
    await db.session.updateMany({ where: { id: sessionId, lastSeenAt: { lt: staleSince } }, data: { lastSeenAt: now } })
  }
  noteRequest({ userId: session.userId })
  return { userId: session.userId, sessionId, sessionKind: kind, role: session.user.role as Role }
}
