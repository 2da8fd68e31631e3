import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { enqueueMail } from '@/lib/mail/enqueue-mail'
import { issueToken } from '@/lib/one-time/issue-token'
import { addressProofMessage, addressProofToken } from './address-proof-message'

/** Mails the code and link by which an existing account proves its address; an earlier one is void from here on. */
export async function mailAddressProof(
  tx: Transaction,
  { userId, email }: { userId: string; email: string },
  ctx: Context,
): Promise<void> {
  const { token, code } = await issueToken(tx, addressProofToken({ userId, email }, ctx))
  await enqueueMail(tx, { to: email, message: addressProofMessage('verify-address', { token, code }) }, ctx)
}
