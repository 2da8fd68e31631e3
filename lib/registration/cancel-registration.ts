import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { hashToken } from '@/lib/one-time/secrets'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import type { cancelRegistrationFormSchema } from './schemas'

/**
 * "This wasn't me": the reader of an emailed link cancels the pending registration on their address, or the pending
 * verification of an account. A link that is no longer valid is no error: there is nothing left to cancel.
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
