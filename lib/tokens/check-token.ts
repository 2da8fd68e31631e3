import type { z } from 'zod'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { actorOfAccessToken } from './actor-of-access-token'
import { findRefreshSession } from './find-refresh-session'
import { verifyToken } from './jwt'
import type { anyTokenSchema } from './schemas'

/**
 * Whether an access or refresh token is valid: issued by us, not expired, its session alive; a refresh token must also
 * be the current one, or have been replaced within the grace period.
 *
 * @throws AppError `token_not_valid`
 */
export async function checkToken({ token }: z.output<typeof anyTokenSchema>, ctx: Context): Promise<void> {
  if (await actorOfAccessToken(token, ctx.now)) return
  const claims = await verifyToken('refresh', token)
  const session = claims && (await findRefreshSession(claims, ctx.now))
  const isTaken =
    session &&
    (session.refreshTokenId === claims.jti ||
      session.recentlyReplacedTokens.some(([tokenId]) => tokenId === claims.jti))
  if (!isTaken) throw new AppError('token_not_valid')
}
