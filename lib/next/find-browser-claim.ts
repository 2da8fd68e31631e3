import { getProfile } from '@/lib/accounts/get-profile'
import type { Context } from '@/lib/context'
import { readClaimCookie, type BrowserClaim } from './claim-cookie'

/**
 * What this browser may prove by the code alone: the address of the account that is logged in, while it is unproven;
 * else what the browser registered. Null when there is neither.
 */
export async function findBrowserClaim(ctx: Context): Promise<BrowserClaim | null> {
  const profile = ctx.actor && (await getProfile(ctx))
  if (profile && !profile.emailVerified) return { claimId: profile.id, email: profile.email }
  return readClaimCookie()
}
