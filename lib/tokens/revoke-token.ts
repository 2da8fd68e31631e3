import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { verifyToken } from './jwt'
import type { refreshTokenSchema } from './schemas'

/**
 * Ends the session of a refresh token, be it the current one or one before. An unknown, expired or already revoked
 * token is no error: the wish is fulfilled (RFC 7009, 2.2).
 */
export async function revokeToken({ refresh }: z.output<typeof refreshTokenSchema>, ctx: Context): Promise<void> {
  const claims = await verifyToken('refresh', refresh)
  if (!claims) return
  await transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: claims.sid, userId: claims.sub, kind: 'api' } })
    if (count > 0) await record(tx, ctx, { type: 'logout', userId: claims.sub, sessionId: claims.sid })
  })
}
