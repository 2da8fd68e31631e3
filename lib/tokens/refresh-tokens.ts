import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { statement, writeNow } from '@/lib/db/statement'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { mailSessionEnded } from '@/lib/sessions/mail-session-ended'
import { clientUserIdOf } from './client-user-id-of'
import { findRefreshSession, type RefreshSession } from './find-refresh-session'
import { issueTokens, type TokenPair } from './issue-tokens'
import { verifyToken, type TokenClaims } from './jwt'
import type { refreshTokenSchema } from './schemas'
import { verificationKey } from './signing-keys'

/** A session that rotates this often within one grace gets its current token back until the grace has passed. */
const MAX_REPLACED = 40

const ROTATE = statement({
  name: 'rotate-refresh-token',
  sql: `UPDATE "Session" SET "refreshTokenId" = ?, "refreshTokenIssuedAt" = ?, "lastSeenAt" = ?, "refreshTokensReplaced" = ?
    WHERE "id" = ? AND "refreshTokenId" = ?
      AND EXISTS (SELECT 1 FROM "User" WHERE "User"."id" = "Session"."userId" AND "User"."disabledAt" IS NULL)`,
  columns: {},
})

/**
 * Issues new tokens for a refresh token, and replaces it. A token replaced within REFRESH_TOKEN_GRACE yields the
 * session's current one, so a lost response, two tabs or many parallel calls leave one lineage and every caller can
 * continue. One replaced longer ago is stolen, or its thief came first: the session is revoked and its owner notified
 * (RFC 9700, 4.14.2). A session without rotation keeps its one refresh token.
 *
 * @throws AppError `token_not_valid`
 */
export async function refreshTokens(
  { refresh }: z.output<typeof refreshTokenSchema>,
  ctx: Context,
): Promise<TokenPair> {
  const claims = await verifyToken('refresh', refresh)
  if (!claims) throw new AppError('token_not_valid')
  const session = await findRefreshSession(claims, ctx.now)
  if (!session) throw new AppError('token_not_valid')

  if (claims.jti === session.refreshTokenId) {
    const { recentlyReplacedTokens } = session
    if (!session.rotatesRefreshTokens || recentlyReplacedTokens.length >= MAX_REPLACED)
      return tokensOf(session, claims, ctx)
    const next = { refreshTokenId: randomUUID(), refreshTokenIssuedAt: ctx.now }
    const replaced = JSON.stringify([...recentlyReplacedTokens, [claims.jti, ctx.now.getTime()]])
    // Of parallel calls one finds the token still current. An ended session has no row, and none comes back.
    const count = await writeNow(ROTATE, [
      next.refreshTokenId,
      next.refreshTokenIssuedAt,
      ctx.now,
      replaced,
      session.sessionId,
      claims.jti,
    ])
    if (count === 1) return tokensOf({ ...session, ...next }, claims, ctx)
  }

  const current = await findRefreshSession(claims, ctx.now)
  if (!current) throw new AppError('token_not_valid')
  if (current.recentlyReplacedTokens.some(([tokenId]) => tokenId === claims.jti)) return tokensOf(current, claims, ctx)
  await endReplayedSession(current, ctx)
  throw new AppError('token_not_valid')
}

async function tokensOf(session: RefreshSession, { kid }: TokenClaims, ctx: Context): Promise<TokenPair> {
  const tokens = await issueTokens(
    session,
    ctx.now,
    clientUserIdOf({ userId: session.userId, number: session.userNumber }, ctx),
  )
  // Withdrawn since it was checked? Then what a leaked key had signed would buy tokens of the new one.
  if (!(await verificationKey(kid, new Date()))) throw new AppError('token_not_valid')
  return tokens
}

async function endReplayedSession({ sessionId, userId }: { sessionId: string; userId: string }, ctx: Context) {
  await transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: sessionId } })
    if (count === 0) return
    await record(tx, ctx, { type: 'session.refresh_replayed', userId, sessionId })
    await mailSessionEnded(tx, { userId }, ctx)
  })
}
