import type { z } from 'zod'
import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { invalidateTokens } from '@/lib/one-time/invalidate-tokens'
import { startSession, type StartedSession } from '@/lib/sessions/start-session'
import { checkOwnPassword } from './check-own-password'
import { hashPassword } from './hash-password'
import { mailPasswordNotice } from './mail-password-notice'
import { requireGoodPassword } from './require-good-password'
import type { changePasswordSchema } from './schemas'

/**
 * Changes the caller's password. This session continues, all others and every emailed token end, and the owner is
 * notified by email (ASVS 6.3.7, 7.4.3).
 *
 * @returns a session that takes the place of a browser's old one, whose id ends here; null for an API client, which
 *   keeps its id
 * @throws AppError `not_authenticated`, `wrong_password` (at `old_password`; also when there were too many tries),
 *   `invalid_input` (policy, at `new_password`), `too_many_requests`, `busy`
 */
export async function changePassword(
  input: z.output<typeof changePasswordSchema>,
  ctx: Context,
): Promise<StartedSession | null> {
  const { userId, sessionId, sessionKind } = requireActor(ctx)
  const user = await checkOwnPassword({ password: input.old_password, field: 'old_password' }, ctx)
  const ownNames = [user.username, user.email, user.name]
  requireGoodPassword({ password: input.new_password, ownNames, field: 'new_password' })
  const passwordHash = await hashPassword(input.new_password)

  return transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, passwordHash: user.passwordHash, disabledAt: null },
      data: { passwordHash, passwordChangedAt: ctx.now },
    })
    // Another change came first: the password given as the old one is not the old one any more.
    if (count === 0) throw AppError.atField('wrong_password', 'old_password')
    const keepsId = sessionKind === 'api'
    await tx.session.deleteMany({ where: { userId, ...(keepsId ? { id: { not: sessionId } } : {}) } })
    await invalidateTokens(tx, userId)
    if (keepsId)
      await tx.session.updateMany({ where: { id: sessionId }, data: { authenticatedAt: ctx.now, amr: 'pwd' } })
    const session = keepsId ? null : await startSession(tx, { userId, kind: sessionKind, amr: ['pwd'] }, ctx)
    await record(tx, ctx, { type: 'password.changed', userId })
    await mailPasswordNotice(tx, { kind: 'password-changed', user }, ctx)
    return session
  })
}
