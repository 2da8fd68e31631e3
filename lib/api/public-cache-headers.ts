import { MINUTE, SECOND } from '@/lib/config/durations'

/** How long anyone may cache public responses, in milliseconds. */
export const PUBLIC_CACHE_MAX_AGE = 5 * MINUTE

/**
 * Headers of public responses that are the same for everyone: any origin may read them and cache them for a few
 * minutes. Not longer: an old key set would lack a new key, or contain a revoked one.
 */
export const PUBLIC_CACHE_HEADERS = {
  'Cache-Control': `public, max-age=${PUBLIC_CACHE_MAX_AGE / SECOND}`,
  'Access-Control-Allow-Origin': '*',
}
