import { getProfile } from '@/lib/accounts/get-profile'
import type { Context } from '@/lib/context'
import { readPendingRegistrationCookie, type BrowserRegistration } from './pending-registration-cookie'

/**
 * What this browser may prove by the code alone: the address of the account that is logged in, while it is unverified;
 * else what the browser registered. Null when there is neither.
 */
export async function findPendingRegistration(ctx: Context): Promise<BrowserRegistration | null> {
  const profile = ctx.actor && (await getProfile(ctx))
  if (profile && !profile.emailVerified) return { pendingRegistrationId: profile.id, email: profile.email }
  return readPendingRegistrationCookie()
}
