import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { hashToken } from '@/lib/one-time/secrets'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import type { voidClaimFormSchema } from './schemas'

/**
 * "This was not me": whoever holds the mailed link makes an end of the claim on their address, or of the proof that an
 * account waits for. A link that is no longer live is no error: there is nothing left to end.
 *
 * @throws AppError `too_many_requests`
 */
export async function voidClaim({ token }: z.output<typeof voidClaimFormSchema>, ctx: Context): Promise<void> {
  await requireUnderLimit('one-time-token:origin', ctx.ip)
  const tokenHash = hashToken(token)
  await transaction(async (tx) => {
    const claims = await tx.registration.deleteMany({ where: { tokenHash } })
    const proofs = await tx.oneTimeToken.deleteMany({ where: { tokenHash, purpose: 'verify-address' } })
    if (claims.count + proofs.count > 0) await record(tx, ctx, { type: 'account.claim_voided', userId: null })
  })
}
