import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import { appLink } from '@/lib/config/app-link'
import { MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { issueToken, UNDO_ADDRESS_CHANGE } from '@/lib/one-time/issue-token'
import { RESET_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { findAddressLink } from './find-address-link'
import type { undoAddressFormSchema } from './schemas'

/**
 * Restores the address that a change has left, by the link mailed to it, whatever was changed since. The person who changed
 * it had the password: the account has none from here on, every session ends, and a link to choose a new password goes to
 * the address. Until it is used nothing moves the account on (S25).
 *
 * Of several changes the oldest link wins: a thief who changed the address twice gets an undo link too, and must not end
 * the owner's by using it.
 *
 * @throws AppError `invalid_token` (also when the address has another account by now), `too_many_requests`
 */
export async function undoAddressChange({ token }: z.output<typeof undoAddressFormSchema>, ctx: Context): Promise<void> {
  await requireUnderLimit('one-time-token:origin', ctx.ip)
  const link = await findAddressLink(token, ctx.now)
  if (link?.kind !== 'undo') throw new AppError('invalid_token')
  const { user, email, tokenHash, createdAt } = link
  try {
    await transaction(async (tx) => {
      const used = await tx.oneTimeToken.deleteMany({ where: { tokenHash, expiresAt: { gt: ctx.now } } })
      if (used.count === 0) throw new AppError('invalid_token')
      const changed = await tx.user.updateMany({
        where: { id: user.id, disabledAt: null },
        // A deletion that the thief scheduled is cancelled too.
        data: { email, emailVerified: ctx.now, deletionDueAt: null, passwordHash: null },
      })
      if (changed.count === 0) throw new AppError('invalid_token')
      await tx.session.deleteMany({ where: { userId: user.id } })
      const isOlderUndo = { purpose: { startsWith: UNDO_ADDRESS_CHANGE }, createdAt: { lt: createdAt } }
      await tx.oneTimeToken.deleteMany({ where: { userId: user.id, NOT: isOlderUndo } })
      await tx.registration.deleteMany({ where: { email } })
      const reset = await issueToken(tx, {
        userId: user.id,
        purpose: 'password-reset-after-undo',
        email,
        now: ctx.now,
        lifetime: RESET_LINK_LIFETIME,
      })
      const url = appLink('/reset-password', { token: reset.token })
      const message = { kind: 'password-reset', url, username: user.username, linkMinutes: RESET_LINK_LIFETIME / MINUTE } as const
      await enqueueMail(tx, { to: email, message }, ctx)
      await record(tx, ctx, { type: 'email.change_undone', userId: user.id })
    })
  } catch (error) {
    if (isUniqueViolation(error, 'email')) throw new AppError('invalid_token')
    throw error
  }
}
