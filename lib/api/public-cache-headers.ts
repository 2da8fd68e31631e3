import { MINUTE, SECOND } from '@/lib/config/durations'

/** How long anybody may keep what is open to all. */
export const PUBLIC_CACHE_MAX_AGE = 5 * MINUTE

/**
 * Headers of what is the same for everybody and nobody's secret: any origin may read it, and keep it for a few minutes.
 * Not longer: an old key set would hide a new key, or show a revoked one.
 */
export const PUBLIC_CACHE_HEADERS = {
  'Cache-Control': `public, max-age=${PUBLIC_CACHE_MAX_AGE / SECOND}`,
  'Access-Control-Allow-Origin': '*',
}
