import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'

/** Ends all of the caller's own sessions but this one. @throws AppError `not_authenticated` */
export async function revokeOtherSessions(_input: unknown, ctx: Context): Promise<void> {
  const { userId, sessionId } = requireActor(ctx)
  await transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } })
    await record(tx, ctx, { type: 'session.ended', userId, detail: { others: count } })
  })
}
