import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import { addMilliseconds, DAY } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { usernameForMail } from '@/lib/mail/username-for-mail'
import { invalidateTokens } from '@/lib/one-time/invalidate-tokens'
import { checkOwnPassword } from '@/lib/passwords/check-own-password'
import { logInLink } from './log-in-link'
import { requireAnotherAdmin } from '@/lib/admin/require-another-admin'
import type { deleteAccountSchema } from './schemas'

/** How long a deletion can be cancelled by logging in, in milliseconds. */
export const DELETION_GRACE = 14 * DAY

/**
 * Schedules the deletion of the caller's account. Revokes every session at once and notifies the owner by email. A
 * login within the grace period cancels the deletion.
 *
 * @returns when it is permanently deleted
 * @throws AppError `not_authenticated`, `wrong_password` (at `password`), `forbidden` for the last administrator
 */
export async function scheduleDeletion(input: z.output<typeof deleteAccountSchema>, ctx: Context): Promise<Date> {
  const user = await checkOwnPassword({ password: input.password, field: 'password' }, ctx)
  const deletionDueAt = addMilliseconds(ctx.now, DELETION_GRACE)
  await transaction(async (tx) => {
    if (ctx.actor?.role === 'admin') await requireAnotherAdmin(tx, user.id)
    const { count } = await tx.user.updateMany({
      // Only while the password is the one just checked: a reset or an undo in between wins.
      where: { id: user.id, passwordHash: user.passwordHash, disabledAt: null },
      data: { deletionDueAt },
    })
    if (count === 0) throw AppError.atField('wrong_password', 'password')
    await tx.session.deleteMany({ where: { userId: user.id } })
    await invalidateTokens(tx, user.id)
    const message = {
      kind: 'deletion-scheduled',
      username: usernameForMail(user),
      when: ctx.now.toISOString(),
      dueAt: deletionDueAt.toISOString(),
      device: ctx.userAgent,
      ip: ctx.ip,
      loginUrl: logInLink(),
    } as const
    await enqueueMail(tx, { to: user.email, message }, ctx)
    await record(tx, ctx, { type: 'account.deletion_scheduled', userId: user.id })
  })
  return deletionDueAt
}
