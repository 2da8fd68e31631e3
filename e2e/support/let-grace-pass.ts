import { database } from '@/lib/db/database'
import { decodedToken } from '../../lib/testing/forged-tokens'

/** Lets a minute pass for the refresh tokens that a session has replaced: longer than REFRESH_TOKEN_GRACE. */
export async function letGracePass(refresh: string): Promise<void> {
  const id = String(decodedToken(refresh).claims.sid)
  const db = await database()
  const { refreshTokensReplaced } = await db.session.findUniqueOrThrow({
    where: { id },
    select: { refreshTokensReplaced: true },
  })
  const earlier = (JSON.parse(refreshTokensReplaced) as [string, number][]).map(([tokenId, at]) => [
    tokenId,
    at - 60_000,
  ])
  await db.session.update({ where: { id }, data: { refreshTokensReplaced: JSON.stringify(earlier) } })
}
