import type { z } from 'zod'
import { record } from '@/lib/audit/record'
import { appLink } from '@/lib/config/app-link'
import { MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { holdAccount } from '@/lib/db/hold-account'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import type { FieldProblem } from '@/lib/errors/field-problem'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { reserveMailSlotNow } from '@/lib/mail/reserve-mail-slot'
import { answerNoSoonerThan, MIN_RESPONSE_MILLISECONDS } from '@/lib/rate-limit/answer-no-sooner-than'
import { issueToken } from '@/lib/one-time/issue-token'
import { RESET_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { checkOwnPassword } from '@/lib/passwords/check-own-password'
import { consume, requireUnderLimit } from '@/lib/rate-limit/limiter'
import { logInLink } from '@/lib/accounts/log-in-link'
import type { requestEmailChangeSchema } from './schemas'

/**
 * Requests a change of the caller's email address. Nothing changes until the new address is confirmed by the emailed
 * link. An address that has an account gets the same answer in the same time: its owner is notified by email, the
 * caller learns nothing (ASVS 6.3.7, 6.3.8). Five requests a day for each account.
 *
 * @throws AppError `not_authenticated`, `wrong_password` (at `password`), `invalid_input` (the address is the present
 *   one, at `new_email`), `too_many_requests` (by account at `new_email`)
 */
export async function requestEmailChange(
  input: z.output<typeof requestEmailChangeSchema>,
  ctx: Context,
): Promise<void> {
  const { new_email: newEmail } = input
  await requireUnderLimit('requested-mail:ip', ctx.ip)
  const user = await checkOwnPassword({ password: input.password, field: 'password' }, ctx)
  if (newEmail === user.email) {
    throw AppError.atField('invalid_input', 'new_email', 'email_unchanged')
  }
  const { isAllowed, retryAfterSeconds } = await consume('email-change:account', user.id)
  if (!isAllowed) {
    throw new AppError('too_many_requests', {
      retryAfterSeconds,
      fieldErrors: { new_email: ['email_changes_used_up' satisfies FieldProblem] },
    })
  }
  await answerNoSoonerThan(MIN_RESPONSE_MILLISECONDS, mailNewAddress(user, newEmail, ctx))
}

async function mailNewAddress(
  user: Awaited<ReturnType<typeof checkOwnPassword>>,
  newEmail: string,
  ctx: Context,
): Promise<void> {
  const db = await database()
  const holder = await db.user.findUnique({ where: { email: newEmail }, select: { id: true } })
  const mayMail = await reserveMailSlotNow({ kind: 'verification', email: newEmail, now: ctx.now })
  await transaction(async (tx) => {
    const { id, email, passwordHash } = user
    if (!(await holdAccount(tx, { id, email, passwordHash }))) throw AppError.atField('wrong_password', 'password')
    await record(tx, ctx, { type: 'email.change_requested', userId: user.id })
    if (!mayMail) return
    if (holder) {
      const message = {
        kind: 'already-registered',
        loginUrl: logInLink(),
        resetUrl: appLink('/forgot-password'),
      } as const
      return enqueueMail(tx, { to: newEmail, message }, ctx)
    }
    const { token } = await issueToken(tx, {
      userId: user.id,
      purpose: 'change-address',
      email: newEmail,
      now: ctx.now,
      lifetime: RESET_LINK_LIFETIME,
    })
    const url = appLink('/confirm-email-change', { token })
    const message = { kind: 'confirm-address', url, linkMinutes: RESET_LINK_LIFETIME / MINUTE } as const
    await enqueueMail(tx, { to: newEmail, message, readerId: user.id }, ctx)
  })
}
