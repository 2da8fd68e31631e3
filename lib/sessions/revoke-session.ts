import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'

/**
 * Revokes one of the caller's own sessions; its next request fails. Another person's session and an unknown id get the
 * same answer (S36).
 *
 * @throws AppError `not_authenticated`, `not_found`
 */
export async function revokeSession({ id }: { id: string }, ctx: Context): Promise<void> {
  const { userId } = requireActor(ctx)
  await transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id, userId } })
    if (count === 0) throw new AppError('not_found')
    await record(tx, ctx, { type: 'session.ended', userId, sessionId: id })
  })
}
