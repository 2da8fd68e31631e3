import { requireActor } from '@/lib/access/require-actor'
import { addMilliseconds } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { methodsOf, type AuthenticationMethod } from './start-session'

export type ListedSession = {
  id: string
  kind: 'browser' | 'api'
  /** The header as it was sent. It is named by `deviceName`, never shown. */
  userAgent: string
  ip: string
  createdAt: Date
  lastSeenAt: Date
  /** When and how the person authenticated; no method for a session that an older version started. */
  authenticatedAt: Date
  amr: AuthenticationMethod[]
  isCurrent: boolean
}

/**
 * Every live session of the caller, however many an API client has begun: the current one first, then the last used.
 *
 * @throws AppError `not_authenticated`
 */
export async function listSessions(ctx: Context): Promise<ListedSession[]> {
  const { userId, sessionId } = requireActor(ctx)
  const idleSince = addMilliseconds(ctx.now, -config().sessionIdleTimeout)
  const db = await database()
  const rows = await db.session.findMany({
    where: { userId, expiresAt: { gt: ctx.now }, OR: [{ kind: 'api' }, { lastSeenAt: { gt: idleSince } }] },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      kind: true,
      userAgent: true,
      ip: true,
      createdAt: true,
      lastSeenAt: true,
      authenticatedAt: true,
      amr: true,
    },
  })
  const sessions = rows.map(({ kind, authenticatedAt, amr, ...session }) => ({
    ...session,
    authenticatedAt: authenticatedAt ?? session.createdAt,
    amr: methodsOf(amr),
    kind: kind === 'browser' ? ('browser' as const) : ('api' as const),
    isCurrent: session.id === sessionId,
  }))
  return sessions.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent))
}
