import { appLink } from '@/lib/config/app-link'
import { HOUR, MINUTE } from '@/lib/config/durations'
import { CODE_LIFETIME, VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'

/** The mail by which an address is proven, of a claim (`verification`) or of an account (`verify-address`). */
export function addressProofMessage<Kind extends 'verification' | 'verify-address'>(
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
