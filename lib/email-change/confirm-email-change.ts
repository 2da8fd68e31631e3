import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import { appLink } from '@/lib/config/app-link'
import { addMilliseconds, HOUR } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { usernameForMail } from '@/lib/mail/username-for-mail'
import { issueToken, UNDO_EMAIL_CHANGE } from '@/lib/one-time/issue-token'
import { UNDO_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { hashToken } from '@/lib/one-time/secrets'
import { invalidateTokens } from '@/lib/one-time/invalidate-tokens'
import { requirePasswordOfLink } from '@/lib/passwords/require-password-of-link'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { findEmailChangeLink } from './find-email-change-link'
import type { confirmEmailChangeFormSchema } from './schemas'

/**
 * Makes the new address the account's, by the link emailed to it. The old address is notified, with an undo link. Every
 * other emailed token of the account becomes invalid. A browser that is not logged in to the account must send its
 * password.
 *
 * @returns whose address it is, which may not be the account that is logged in
 * @throws AppError `invalid_token` (also when the address got an account in the meantime),
 *   `invalid_credentials` (at `password`), `too_many_requests`
 */
export async function confirmEmailChange(
  { token, password }: z.output<typeof confirmEmailChangeFormSchema>,
  ctx: Context,
): Promise<{ userId: string }> {
  await requireUnderLimit('one-time-token:ip', ctx.ip)
  const link = await findEmailChangeLink(token, ctx.now)
  if (link?.kind !== 'change') throw new AppError('invalid_token')
  const { user, email: newEmail, tokenHash } = link
  if (ctx.actor?.userId !== user.id) await requirePasswordOfLink({ ...user, password }, ctx)
  try {
    await transaction(async (tx) => {
      const used = await tx.oneTimeToken.deleteMany({ where: { tokenHash, expiresAt: { gt: ctx.now } } })
      if (used.count === 0) throw new AppError('invalid_token')
      const changed = await tx.user.updateMany({
        where: { id: user.id, email: user.email, disabledAt: null },
        data: { email: newEmail, emailVerified: ctx.now, updatedAt: ctx.now },
      })
      if (changed.count === 0) throw new AppError('invalid_token')
      await invalidateTokens(tx, user.id)
      await tx.registration.deleteMany({ where: { email: newEmail } })
      const undo = await issueToken(tx, {
        userId: user.id,
        // The column is bounded, an address may be long.
        purpose: `${UNDO_EMAIL_CHANGE}${hashToken(user.email)}`,
        email: user.email,
        now: await afterEarlierUndoLinks(tx, user.id, ctx.now),
        lifetime: UNDO_LINK_LIFETIME,
      })
      const message = {
        kind: 'address-changed',
        username: usernameForMail(user),
        newEmail,
        when: ctx.now.toISOString(),
        device: ctx.userAgent,
        ip: ctx.ip,
        undoUrl: appLink('/undo-email-change', { token: undo.token }),
        linkHours: UNDO_LINK_LIFETIME / HOUR,
      } as const
      await enqueueMail(tx, { to: user.email, message, readerId: user.id }, ctx)
      await record(tx, ctx, { type: 'email.changed', userId: user.id })
    })
  } catch (error) {
    if (isUniqueViolation(error, 'email')) throw new AppError('invalid_token')
    throw error
  }
  return { userId: user.id }
}

/**
 * When the next undo link counts as issued: after those of earlier changes, also where the clocks of two servers
 * differ. An undo goes by that order.
 */
async function afterEarlierUndoLinks(tx: Transaction, userId: string, now: Date): Promise<Date> {
  const latest = await tx.oneTimeToken.findFirst({
    where: { userId, purpose: { startsWith: UNDO_EMAIL_CHANGE } },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  })
  return latest && latest.createdAt >= now ? addMilliseconds(latest.createdAt, 1) : now
}
