import { config } from '@/lib/config/config'
import { column, readRow, statement } from '@/lib/db/statement'
import { methodsOf, type AuthenticationMethod } from '@/lib/sessions/start-session'
import { noteRequest } from '@/lib/log/request-facts'
import type { TokenClaims } from './jwt'

/** A live API session, seen from its refresh tokens. */
export type RefreshSession = {
  sessionId: string
  userId: string
  userNumber: number | null
  expiresAt: Date
  /** The current refresh token's `jti` and when it was issued. */
  refreshTokenId: string
  refreshTokenIssuedAt: Date
  /** When and how the person authenticated: a refresh does not change it. */
  authenticatedAt: Date
  amr: AuthenticationMethod[]
  /** Whether refreshes replace the token; LEGACY_REFRESH_ROTATION=on counts for sessions that began before, too. */
  rotatesRefreshTokens: boolean
  /** `jti` and time, in milliseconds, of each refresh token that was replaced within REFRESH_TOKEN_GRACE. */
  recentlyReplacedTokens: [tokenId: string, replacedAt: number][]
}

const SESSION = statement({
  name: 'refresh-session',
  sql: `SELECT s."userId", s."kind", s."expiresAt", s."refreshTokenId", s."refreshTokenIssuedAt", s."refreshTokensReplaced",
      s."isRefreshRotated", s."createdAt", s."authenticatedAt", s."amr", u."disabledAt", u."number"
    FROM "Session" AS "s" JOIN "User" AS "u" ON u."id" = s."userId" WHERE s."id" = ?`,
  columns: {
    userId: column.text,
    kind: column.text,
    expiresAt: column.time,
    refreshTokenId: column.textOrNull,
    refreshTokenIssuedAt: column.timeOrNull,
    refreshTokensReplaced: column.text,
    isRefreshRotated: column.flag,
    createdAt: column.time,
    authenticatedAt: column.timeOrNull,
    amr: column.textOrNull,
    disabledAt: column.timeOrNull,
    number: column.wholeOrNull,
  },
})

/**
 * The session of a verified refresh token; null when it has ended or expired, is another's, or its user is disabled.
 */
export async function findRefreshSession({ sid, sub }: TokenClaims, now: Date): Promise<RefreshSession | null> {
  const row = await readRow(SESSION, [sid])
  if (!row || row.kind !== 'api' || row.userId !== sub || row.disabledAt || row.expiresAt <= now) return null
  const { userId, number: userNumber, expiresAt, refreshTokenId, refreshTokenIssuedAt } = row
  if (refreshTokenId === null || refreshTokenIssuedAt === null) return null

  noteRequest({ userId })
  const rotatesRefreshTokens = row.isRefreshRotated || config().rotatesLegacyRefresh
  const graceStart = now.getTime() - config().refreshTokenGrace
  const replaced = JSON.parse(row.refreshTokensReplaced) as RefreshSession['recentlyReplacedTokens']
  const recentlyReplacedTokens = replaced.filter(([, replacedAt]) => replacedAt > graceStart)
  return {
    sessionId: sid,
    userId,
    userNumber,
    expiresAt,
    refreshTokenId,
    refreshTokenIssuedAt,
    authenticatedAt: row.authenticatedAt ?? row.createdAt,
    amr: methodsOf(row.amr),
    rotatesRefreshTokens,
    recentlyReplacedTokens,
  }
}
