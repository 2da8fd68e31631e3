import { addMilliseconds } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { takeMailTurnNow } from '@/lib/mail/take-mail-turn'
import { answerNoSoonerThan } from '@/lib/one-time/answer-no-sooner-than'
import { ANSWER_TIME, CODE_LIFETIME, VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { hashCode, hashToken, newCode, newToken } from '@/lib/one-time/secrets'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { database } from '@/lib/db/database'
import { addressProofMessage } from './address-proof-message'
import { mailAddressProof } from './mail-address-proof'
import { findPendingProofs, type PendingProof } from './pending-proofs'

/**
 * Mails a new code and link for what waits for its proof on an address: the browser's own claim, else the newest. The old
 * ones are void. Answers alike, in the same time, for every address, and sends at most one mail a minute and ten a day.
 *
 * @throws AppError `too_many_requests` by origin
 */
export async function resendVerification(
  { email, claimId }: { email: string; claimId: string | null },
  ctx: Context,
): Promise<void> {
  await requireUnderLimit('requested-mail:origin', ctx.ip)
  await answerNoSoonerThan(ANSWER_TIME, resend({ email, claimId }, ctx))
}

async function resend({ email, claimId }: { email: string; claimId: string | null }, ctx: Context) {
  const mayMail = await takeMailTurnNow({ kind: 'verification', email, now: ctx.now })
  if (!mayMail) return
  const claims = (await findPendingProofs({ email }, ctx.now)).filter(({ kind }) => kind === 'claim')
  const claim = claims.find(({ id }) => id === claimId) ?? claims[0]
  if (claim) return renewClaim(claim, ctx)

  const db = await database()
  const user = await db.user.findUnique({ where: { email }, select: { id: true, emailVerified: true, disabledAt: true } })
  if (!user || user.emailVerified || user.disabledAt) return
  await transaction((tx) => mailAddressProof(tx, { userId: user.id, email }, ctx))
}

async function renewClaim(claim: PendingProof, ctx: Context) {
  const [token, code] = [newToken(), newCode()]
  await transaction(async (tx) => {
    const { count } = await tx.registration.updateMany({
      where: { id: claim.id, tokenHash: claim.tokenHash, expiresAt: { gt: ctx.now } },
      data: {
        tokenHash: hashToken(token),
        codeHash: hashCode(code),
        codeExpiresAt: addMilliseconds(ctx.now, CODE_LIFETIME),
        expiresAt: addMilliseconds(ctx.now, VERIFICATION_LINK_LIFETIME),
      },
    })
    if (count === 0) return
    const message = addressProofMessage('verification', { token, code })
    await enqueueMail(tx, { to: claim.email, message }, ctx)
  })
}
