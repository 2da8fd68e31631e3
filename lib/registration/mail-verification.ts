import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { issueToken } from '@/lib/one-time/issue-token'
import { verificationMessage, verificationToken } from './verification-message'

/** Mails the code and link by which an existing account verifies its address; an earlier one becomes invalid. */
export async function mailVerification(
  tx: Transaction,
  { userId, email }: { userId: string; email: string },
  ctx: Context,
): Promise<void> {
  const { token, code } = await issueToken(tx, verificationToken({ userId, email }, ctx))
  await enqueueMail(tx, { to: email, message: verificationMessage('verify-address', { token, code }) }, ctx)
}
