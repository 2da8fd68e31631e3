import { appLink } from '@/lib/config/app-link'
import { HOUR, MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { CODE_LIFETIME, VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'

/**
 * The email that verifies an address, of a pending registration (`verification`) or of an account (`verify-address`).
 */
export function verificationMessage<Kind extends 'verification' | 'verify-address'>(
  kind: Kind,
  { token, code }: { token: string; code: string },
) {
  return {
    kind,
    code,
    url: appLink('/verify-email', { token }),
    codeMinutes: CODE_LIFETIME / MINUTE,
    linkHours: VERIFICATION_LINK_LIFETIME / HOUR,
  }
}

/** The link and code by which an account's address is verified, as they are to be issued. */
export function verificationToken({ userId, email }: { userId: string; email: string }, { now }: Context) {
  return {
    userId,
    purpose: 'verify-address' as const,
    email,
    now,
    lifetime: VERIFICATION_LINK_LIFETIME,
    codeLifetime: CODE_LIFETIME,
  }
}
