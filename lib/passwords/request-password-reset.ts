import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import { MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { holdAccount } from '@/lib/db/hold-account'
import { transaction } from '@/lib/db/transaction'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { reserveMailSlotNow } from '@/lib/mail/reserve-mail-slot'
import { usernameForMail } from '@/lib/mail/username-for-mail'
import { answerNoSoonerThan, MIN_RESPONSE_MILLISECONDS } from '@/lib/rate-limit/answer-no-sooner-than'
import { issueToken } from '@/lib/one-time/issue-token'
import { RESET_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { resetLink } from './reset-link'
import type { requestPasswordResetSchema } from './schemas'

/**
 * Emails a link to choose a new password. The answer and its time are the same for every address; at most one email a
 * minute and ten a day go to one. A newer link invalidates the older, but not the one that an undone email change sent:
 * a stranger could invalidate it (S25). Source: OWASP Forgot Password.
 *
 * @throws AppError `too_many_requests` by IP
 */
export async function requestPasswordReset(
  { email }: z.output<typeof requestPasswordResetSchema>,
  ctx: Context,
): Promise<void> {
  await requireUnderLimit('requested-mail:ip', ctx.ip)
  await answerNoSoonerThan(MIN_RESPONSE_MILLISECONDS, mailResetLink(email, ctx))
}

async function mailResetLink(email: string, ctx: Context) {
  const mayMail = await reserveMailSlotNow({ kind: 'reset', email, now: ctx.now })
  const db = await database()
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, number: true, username: true, emailVerified: true, disabledAt: true },
  })
  if (!mayMail || !user || user.disabledAt) return
  await transaction(async (tx) => {
    // A change of address or its undo may have committed since: a link to an address that was left must not invalidate
    // the owner's.
    if (!(await holdAccount(tx, { id: user.id, email }))) return
    const { token } = await issueToken(tx, {
      userId: user.id,
      purpose: 'password-reset',
      email,
      now: ctx.now,
      lifetime: RESET_LINK_LIFETIME,
    })
    const url = resetLink({ ...user, token }, ctx)
    const message = {
      kind: 'password-reset',
      url,
      username: usernameForMail(user),
      linkMinutes: RESET_LINK_LIFETIME / MINUTE,
    } as const
    await enqueueMail(tx, { to: email, message }, ctx)
    await record(tx, ctx, { type: 'password.reset_requested', userId: user.id })
  })
}
