import { addMilliseconds } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'

export type SessionKind = 'browser' | 'api'

/** A session whose row exists: what a door needs to make a cookie or tokens of it. */
export type StartedSession = { sessionId: string; userId: string; kind: SessionKind; expiresAt: Date }

/**
 * Starts a session: always a new row with a new id, so that nothing a client brought along is adopted (ASVS 7.2.4).
 * Browsers live SESSION_LIFETIME at most, API clients REFRESH_TOKEN_LIFETIME.
 */
export async function startSession(
  tx: Transaction,
  { userId, kind }: { userId: string; kind: SessionKind },
  ctx: Context,
): Promise<StartedSession> {
  const lifetime = kind === 'browser' ? config().sessionLifetime : config().refreshTokenLifetime
  const { id, expiresAt } = await tx.session.create({
    data: {
      userId,
      kind,
      ip: ctx.ip,
      userAgent: ctx.userAgent,
      createdAt: ctx.now,
      lastSeenAt: ctx.now,
      expiresAt: addMilliseconds(ctx.now, lifetime),
    },
    select: { id: true, expiresAt: true },
  })
  return { sessionId: id, userId, kind, expiresAt }
}
