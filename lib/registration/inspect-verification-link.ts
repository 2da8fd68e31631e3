import type { Context } from '@/lib/context'
import { hashToken } from '@/lib/one-time/secrets'
import { findPendingVerifications } from './find-pending-verifications'

/** What the page behind a verification link shows. */
export type VerificationLink =
  | { kind: 'invalid' }
  | { kind: 'live'; username: string; email: string; needsPassword: boolean; isOwnAccount: boolean }

/**
 * Looks at a verification link and changes nothing: mail scanners follow links.
 *
 * @param pendingRegistrationId the browser's own pending registration: in the browser that registered, no password is
 *   asked for
 */
export async function inspectVerificationLink(
  { token, pendingRegistrationId }: { token: string; pendingRegistrationId: string | null },
  ctx: Context,
): Promise<VerificationLink> {
  const [pending] = await findPendingVerifications({ tokenHash: hashToken(token) }, ctx.now)
  if (!pending) return { kind: 'invalid' }
  const isOwnAccount = pending.id === ctx.actor?.userId
  const isOwn = pending.id === pendingRegistrationId || isOwnAccount
  return { kind: 'live', username: pending.username, email: pending.email, needsPassword: !isOwn, isOwnAccount }
}
