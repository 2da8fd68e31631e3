import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { hashToken } from '@/lib/one-time/secrets'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import type { cancelRegistrationFormSchema } from './schemas'

/**
 * "This was not me": whoever holds the mailed link makes an end of the pending registration on their address, or of the proof that an
 * account waits for. A link that is no longer live is no error: there is nothing left to end.
 *
 * @throws AppError `too_many_requests`
 */
export async function cancelRegistration(
  { token }: z.output<typeof cancelRegistrationFormSchema>,
  ctx: Context,
): Promise<void> {
  await requireUnderLimit('one-time-token:ip', ctx.ip)
  const tokenHash = hashToken(token)
  await transaction(async (tx) => {
    const registrations = await tx.registration.deleteMany({ where: { tokenHash } })
    const proofs = await tx.oneTimeToken.deleteMany({ where: { tokenHash, purpose: 'verify-address' } })
    if (registrations.count + proofs.count > 0) await record(tx, ctx, { type: 'account.claim_voided', userId: null })
  })
}
