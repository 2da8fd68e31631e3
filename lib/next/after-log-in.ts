import { config } from '@/lib/config/config'
import { returnUrl } from '@/lib/http/return-url'

/**
 * Where a login leads: on to where the person was going, if that is on this site or an origin of RETURN_ORIGINS, else
 * to AFTER_LOGIN_URL (S16).
 *
 * @param returnTo as the request names it, unchecked
 * @param fallback where else it leads; AFTER_LOGIN_URL by default
 */
export function afterLogIn(returnTo: string | null | undefined, fallback = config().afterLoginUrl): string {
  const { appUrl, returnOrigins } = config()
  return returnUrl({ returnTo, appUrl, allowedOrigins: returnOrigins, fallback })
}
