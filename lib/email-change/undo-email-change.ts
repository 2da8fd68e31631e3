import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import { appLink } from '@/lib/config/app-link'
import { MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { issueToken } from '@/lib/one-time/issue-token'
import { RESET_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { invalidateTokens } from '@/lib/one-time/invalidate-tokens'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { findEmailChangeLink } from './find-email-change-link'
import type { undoEmailChangeFormSchema } from './schemas'

/**
 * Brings the address back that a change has left, by the link emailed to it, whatever was changed since. Who changed it
 * had the password: so the account has none until its owner sets one by a link that goes to the address, every session
 * ends, and every emailed token becomes invalid (S25).
 *
 * Undo links of earlier changes live on: otherwise a thief who changes the address twice invalidates the owner's link
 * by undoing the second change.
 *
 * @throws AppError `invalid_token` (also when the address has another account by now), `too_many_requests`
 */
export async function undoEmailChange(
  { token }: z.output<typeof undoEmailChangeFormSchema>,
  ctx: Context,
): Promise<void> {
  await requireUnderLimit('one-time-token:ip', ctx.ip)
  const link = await findEmailChangeLink(token, ctx.now)
  if (link?.kind !== 'undo') throw new AppError('invalid_token')
  const { user, email, createdAt, tokenHash } = link
  try {
    await transaction(async (tx) => {
      const used = await tx.oneTimeToken.deleteMany({ where: { tokenHash, expiresAt: { gt: ctx.now } } })
      if (used.count === 0) throw new AppError('invalid_token')
      const changed = await tx.user.updateMany({
        where: { id: user.id, disabledAt: null },
        // A deletion that the thief scheduled is off too.
        data: { email, emailVerified: ctx.now, updatedAt: ctx.now, passwordHash: null, deletionDueAt: null },
      })
      if (changed.count === 0) throw new AppError('invalid_token')
      await tx.session.deleteMany({ where: { userId: user.id } })
      await invalidateTokens(tx, user.id)
      // What is left are undo links; those of later changes lead back to the thief.
      await tx.oneTimeToken.deleteMany({ where: { userId: user.id, createdAt: { gte: createdAt } } })
      await tx.registration.deleteMany({ where: { email } })
      const reset = await issueToken(tx, {
        userId: user.id,
        purpose: 'password-reset-after-undo',
        email,
        now: ctx.now,
        lifetime: RESET_LINK_LIFETIME,
      })
      const url = appLink('/reset-password', { token: reset.token })
      const message = {
        kind: 'address-restored',
        url,
        username: user.username,
        linkMinutes: RESET_LINK_LIFETIME / MINUTE,
      } as const
      await enqueueMail(tx, { to: email, message }, ctx)
      await record(tx, ctx, { type: 'email.change_undone', userId: user.id })
    })
  } catch (error) {
    if (isUniqueViolation(error, 'email')) throw new AppError('invalid_token')
    throw error
  }
}
