import { randomUUID } from 'node:crypto'
import { addMilliseconds } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { noteRequest } from '@/lib/log/request-facts'

/**
 * Who a session is for: a browser with a cookie, or an API client with tokens. Some clients were written for refresh
 * tokens that stay the same until the session ends.
 */
export type SessionKind = 'browser' | 'api' | 'api-without-rotation'

/** A session whose row exists: what a door needs to make a cookie or tokens of it. */
export type StartedSession = {
  sessionId: string
  userId: string
  kind: 'browser' | 'api'
  expiresAt: Date
  /** The current refresh token's `jti` and when it was issued. */
  refreshTokenId: string
  refreshTokenIssuedAt: Date
}

/**
 * Starts a session: always a new row with a new id, so that nothing a client brought along is adopted (ASVS 7.2.4).
 * Browsers live SESSION_LIFETIME at most, API clients REFRESH_TOKEN_LIFETIME.
 */
export async function startSession(tx: Transaction, wanted: WantedSession, ctx: Context): Promise<StartedSession> {
  const { session, row } = newSession(wanted, ctx)
  await tx.session.create({ data: row, select: { id: true } })
  return session
}

type WantedSession = { userId: string; kind: SessionKind }

/** As {@link startSession}, for callers that write the row themselves. */
export function newSession({ userId, kind: sessionKind }: WantedSession, ctx: Context) {
  const kind: StartedSession['kind'] = sessionKind === 'browser' ? 'browser' : 'api'
  const refreshToken = { refreshTokenId: randomUUID(), refreshTokenIssuedAt: ctx.now }
  const row = {
    id: newId(),
    userId,
    kind,
    ip: ctx.ip,
    userAgent: ctx.userAgent,
    createdAt: ctx.now,
    lastSeenAt: ctx.now,
    expiresAt: addMilliseconds(ctx.now, kind === 'browser' ? config().sessionLifetime : config().refreshTokenLifetime),
    isRefreshRotated: sessionKind !== 'api-without-rotation',
    ...refreshToken,
  }
  noteRequest({ userId })
  const session: StartedSession = { sessionId: row.id, userId, kind, expiresAt: row.expiresAt, ...refreshToken }
  return { session, row }
}
