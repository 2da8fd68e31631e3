import { randomUUID } from 'node:crypto'
import { config } from '@/lib/config/config'
import { addMilliseconds, SECOND } from '@/lib/config/durations'
import type { StartedSession } from '@/lib/sessions/start-session'
import { signToken } from './jwt'

/** What an API client gets; `expiresIn` is the access token's life in seconds. */
export type TokenPair = { access: string; refresh: string; expiresIn: number }

/**
 * Makes the tokens of an API session: a fresh access token, and its current refresh token. No token is stored: the
 * current refresh token can be made again from what the session's row says of it.
 *
 * @param clientUserId of {@link clientUserIdOf}
 */
export async function issueTokens(
  session: Omit<StartedSession, 'kind'>,
  now: Date,
  clientUserId: string | number = session.userId,
): Promise<TokenPair> {
  const { sessionId, userId, expiresAt, refreshTokenId, refreshTokenIssuedAt, authenticatedAt, amr } = session
  // An access token never outlives its session.
  const accessExpiresAt = new Date(
    Math.min(addMilliseconds(now, config().accessTokenLifetime).getTime(), expiresAt.getTime()),
  )
  const [access, refresh] = await Promise.all([
    signToken('access', {
      userId,
      clientUserId,
      sessionId,
      tokenId: randomUUID(),
      issuedAt: now,
      expiresAt: accessExpiresAt,
      authentication: { at: authenticatedAt, amr },
    }),
    signToken('refresh', {
      userId,
      clientUserId,
      sessionId,
      tokenId: refreshTokenId,
      issuedAt: refreshTokenIssuedAt,
      expiresAt,
    }),
  ])
  return { access, refresh, expiresIn: Math.floor((accessExpiresAt.getTime() - now.getTime()) / SECOND) }
}
