import { addMilliseconds } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { reserveMailSlotNow } from '@/lib/mail/reserve-mail-slot'
import { answerNoSoonerThan, MIN_RESPONSE_MILLISECONDS } from '@/lib/rate-limit/answer-no-sooner-than'
import { CODE_LIFETIME, VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { hashCode, hashToken, newCode, newToken } from '@/lib/one-time/secrets'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { database } from '@/lib/db/database'
import { verificationMessage } from './verification-message'
import { mailVerification } from './mail-verification'
import { findPendingVerifications, type PendingVerification } from './find-pending-verifications'

/**
 * Emails a new code and link for the pending verification of an address: the browser's own pending registration, else
 * the newest. The old ones become invalid. The answer and its time are the same for every address; at most one email a
 * minute and ten a day are sent.
 *
 * @throws AppError `too_many_requests` by IP
 */
export async function resendVerification(
  { email, pendingRegistrationId }: { email: string; pendingRegistrationId: string | null },
  ctx: Context,
): Promise<void> {
  await requireUnderLimit('requested-mail:ip', ctx.ip)
  await answerNoSoonerThan(MIN_RESPONSE_MILLISECONDS, resend({ email, pendingRegistrationId }, ctx))
}

async function resend(
  { email, pendingRegistrationId }: { email: string; pendingRegistrationId: string | null },
  ctx: Context,
) {
  const mayMail = await reserveMailSlotNow({ kind: 'verification', email, now: ctx.now })
  if (!mayMail) return
  const registrations = (await findPendingVerifications({ email }, ctx.now)).filter(
    ({ kind }) => kind === 'registration',
  )
  const registration = registrations.find(({ id }) => id === pendingRegistrationId) ?? registrations[0]
  if (registration) return renewRegistration(registration, ctx)

  const db = await database()
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, emailVerified: true, disabledAt: true },
  })
  if (!user || user.emailVerified || user.disabledAt) return
  await transaction((tx) => mailVerification(tx, { userId: user.id, email }, ctx))
}

async function renewRegistration(registration: PendingVerification, ctx: Context) {
  const [token, code] = [newToken(), newCode()]
  await transaction(async (tx) => {
    const { count } = await tx.registration.updateMany({
      where: { id: registration.id, tokenHash: registration.tokenHash, expiresAt: { gt: ctx.now } },
      data: {
        tokenHash: hashToken(token),
        codeHash: hashCode(code),
        codeExpiresAt: addMilliseconds(ctx.now, CODE_LIFETIME),
        expiresAt: addMilliseconds(ctx.now, VERIFICATION_LINK_LIFETIME),
      },
    })
    if (count === 0) return
    const message = verificationMessage('verification', { token, code })
    await enqueueMail(tx, { to: registration.email, message }, ctx)
  })
}
