import { cookies } from 'next/headers'
import { z } from 'zod'
import { SECOND } from '@/lib/config/durations'
import { seal, unseal } from '@/lib/crypto/seal'
import { VERIFICATION_LINK_LIFETIME } from '@/lib/one-time/lifetimes'
import { cookieName, cookieOptions } from '@/lib/http/cookies'

const claimSchema = z.object({ claimId: z.string(), email: z.string(), onward: z.string().optional() })

/** In characters: browsers keep cookies of up to 4 KiB. */
const MAX_ONWARD_LENGTH = 1000

/**
 * What this browser registered, or logged in to with the right password before its address was proven; `onward` where the
 * person was going.
 */
export type BrowserClaim = z.output<typeof claimSchema>

/**
 * Remembers the browser's claim in a sealed cookie: whoever can show it needs the code alone. Set for known addresses
 * too, where it stands for nothing, so that a stranger sees no difference.
 */
export async function setClaimCookie({ claimId, email, onward = '' }: BrowserClaim): Promise<void> {
  const maxAge = VERIFICATION_LINK_LIFETIME / SECOND
  const claim = { claimId, email, ...(onward.length <= MAX_ONWARD_LENGTH && { onward }) }
  const value = seal(JSON.stringify(claim), 'claim-cookie')
  ;(await cookies()).set(cookieName('claim'), value, { ...cookieOptions(), maxAge })
}

/** The browser's claim; null when there is none, or the cookie is not one of ours. */
export async function readClaimCookie(): Promise<BrowserClaim | null> {
  const sealed = (await cookies()).get(cookieName('claim'))?.value
  const text = sealed ? unseal(sealed, 'claim-cookie') : null
  return text ? claimSchema.parse(JSON.parse(text)) : null
}

/** Forgets the browser's claim, once it is proven. */
export async function clearClaimCookie(): Promise<void> {
  ;(await cookies()).set(cookieName('claim'), '', { ...cookieOptions(), maxAge: 0 })
}
