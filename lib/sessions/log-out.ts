import type { Context } from '@/lib/context'
import { record } from '@/lib/audit/record'
import { transaction } from '@/lib/db/transaction'

/** Ends the caller's own session. Nobody logged in is no error: the wish is fulfilled. */
export async function logOut(_input: unknown, ctx: Context): Promise<void> {
  const { actor } = ctx
  if (!actor) return
  await transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id: actor.sessionId } })
    if (count > 0) await record(tx, ctx, { type: 'logout', userId: actor.userId })
  })
}
