import { config } from '@/lib/config/config'

/**
 * Whether an Origin header is APP_URL's: the one check of what a browser sends from our pages. A browser sends Origin
 * with every POST, so a missing or `null` one is refused too (S13, S14; ASVS 3.5.1).
 */
export function isOwnOrigin(origin: string | null | undefined): boolean {
  return origin === config().appUrl
}
