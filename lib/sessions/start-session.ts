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

/**
 * How a person authenticated, as RFC 8176 names it: by password, or by a one-time code or link that was emailed to them.
 */
export type AuthenticationMethod = 'pwd' | 'otp'

/** A session whose row exists: what a door needs to make a cookie or tokens of it. */
export type StartedSession = {
  sessionId: string
  userId: string
  kind: 'browser' | 'api'
  expiresAt: Date
  /** The current refresh token's `jti` and when it was issued. */
  refreshTokenId: string
  refreshTokenIssuedAt: Date
  /** When and how the person authenticated. */
  authenticatedAt: Date
  amr: AuthenticationMethod[]
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

type WantedSession = { userId: string; kind: SessionKind; amr: AuthenticationMethod[] }

/** As {@link startSession}, for callers that write the row themselves. */
export function newSession({ userId, kind: sessionKind, amr }: WantedSession, ctx: Context) {
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
    authenticatedAt: ctx.now,
    amr: amr.join(' '),
    ...refreshToken,
  }
  noteRequest({ userId })
  const { id: sessionId, expiresAt, authenticatedAt } = row
  const session: StartedSession = { sessionId, userId, kind, expiresAt, authenticatedAt, amr, ...refreshToken }
  return { session, row }
}

/** The methods in a session's `amr` column; none for a session that an older version started. */
export function methodsOf(amr: string | null): AuthenticationMethod[] {
  return (amr ?? '').split(' ').filter((method) => method === 'pwd' || method === 'otp')
}
