import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { invalidateTokens } from '@/lib/one-time/invalidate-tokens'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { forgetLoginFailures } from '@/lib/rate-limit/login-limits'
import { findResetToken } from './find-reset-token'
import { hashPassword } from './hash-password'
import { mailPasswordNotice } from './mail-password-notice'
import { requireGoodPassword } from './require-good-password'
import type { resetPasswordSchema } from './schemas'

/**
 * Sets a new password by a mailed token. Every session and every other token of the user ends; nobody is logged in. The
 * address counts as verified, since the token came by it. A password that is refused does not use the token up.
 *
 * @throws AppError `invalid_token`, `invalid_input` (policy, at `password`), `too_many_requests`, `busy`
 */
export async function resetPassword(input: z.output<typeof resetPasswordSchema>, ctx: Context): Promise<void> {
  await requireUnderLimit('one-time-token:ip', ctx.ip)
  const found = await findResetToken(input.token, ctx.now)
  if (!found) throw new AppError('invalid_token')
  const { tokenHash, purpose, user } = found
  requireGoodPassword({ password: input.password, ownNames: [user.username, user.email, user.name] })
  const passwordHash = await hashPassword(input.password)

  await transaction(async (tx) => {
    // Of parallel uses one deletes the row; the others find nothing.
    const used = await tx.oneTimeToken.deleteMany({
      where: { tokenHash, purpose, expiresAt: { gt: ctx.now } },
    })
    if (used.count === 0) throw new AppError('invalid_token')
    const { count } = await tx.user.updateMany({
      where: { id: user.id, email: user.email, disabledAt: null },
      data: { passwordHash, passwordChangedAt: ctx.now },
    })
    if (count === 0) throw new AppError('invalid_token')
    await tx.user.updateMany({
      where: { id: user.id, emailVerified: null },
      data: { emailVerified: ctx.now, updatedAt: ctx.now },
    })
    await tx.session.deleteMany({ where: { userId: user.id } })
    await invalidateTokens(tx, user.id)
    await tx.registration.deleteMany({ where: { email: user.email } })
    await record(tx, ctx, { type: 'password.reset', userId: user.id })
    await mailPasswordNotice(
      tx,
      { kind: 'password-reset-done', user: { ...user, emailVerified: user.emailVerified ?? ctx.now } },
      ctx,
    )
  })
  // An owner whom strangers' guesses have locked out gets in with the new password.
  await forgetLoginFailures(user.id)
}
