import { config } from '@/lib/config/config'
import { database } from '@/lib/db/database'
import { noteRequest } from '@/lib/log/request-facts'
import type { TokenClaims } from './jwt'

/** A live API session, seen from its refresh tokens. */
export type RefreshSession = {
  sessionId: string
  userId: string
  expiresAt: Date
  /** The current refresh token's `jti` and when it was issued. */
  refreshTokenId: string
  refreshTokenIssuedAt: Date
  /** That DIALECT_REFRESH_ROTATION=on holds for the sessions that were there before, too. */
  isRefreshRotated: boolean
  /** `jti` and time, in milliseconds, of each refresh token that was replaced within REFRESH_TOKEN_GRACE. */
  latelyReplaced: [tokenId: string, replacedAt: number][]
}

/** The session of a verified refresh token; null when it has ended or expired, is another's, or its user is disabled. */
export async function findRefreshSession({ sid, sub }: TokenClaims, now: Date): Promise<RefreshSession | null> {
  const db = await database()
  const row = await db.session.findUnique({
    where: { id: sid },
    select: {
      userId: true,
      kind: true,
      expiresAt: true,
      refreshTokenId: true,
      refreshTokenIssuedAt: true,
      refreshTokensReplaced: true,
      isRefreshRotated: true,
      user: { select: { disabledAt: true } },
    },
  })
  if (!row || row.kind !== 'api' || row.userId !== sub || row.user.disabledAt || row.expiresAt <= now) return null
  const { userId, expiresAt, refreshTokenId, refreshTokenIssuedAt } = row
  if (refreshTokenId === null || refreshTokenIssuedAt === null) return null

  noteRequest({ userId })
  const isRefreshRotated = row.isRefreshRotated || config().rotatesDialectRefresh
  const graceStart = now.getTime() - config().refreshTokenGrace
  const replaced = JSON.parse(row.refreshTokensReplaced) as RefreshSession['latelyReplaced']
  const latelyReplaced = replaced.filter(([, replacedAt]) => replacedAt > graceStart)
  return { sessionId: sid, userId, expiresAt, refreshTokenId, refreshTokenIssuedAt, isRefreshRotated, latelyReplaced }
}
