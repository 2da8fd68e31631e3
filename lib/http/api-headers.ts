import { NOTHING_RUNS, STRICT_TRANSPORT_SECURITY } from './fixed-headers'

const PREFLIGHT_SECONDS = 600
/** What front ends of the older services may send: the list that django-cors-headers has unless it is given another. */
const ALLOWED_HEADERS = 'Accept, Authorization, Content-Type, User-Agent, X-CSRFToken, X-Requested-With'

/**
 * What every answer to an API client carries. Of other origins only those of CORS_ORIGINS may read it. Tokens travel in
 * headers, never cookies, across origins: there is no `Access-Control-Allow-Credentials`.
 *
 * @param request.origin as the client says
 */
export function apiHeaders({ origin, corsOrigins, isHttps }: {
  origin: string | null | undefined
  corsOrigins: string[]
  isHttps: boolean
}): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Security-Policy': NOTHING_RUNS }
  if (isHttps) headers['Strict-Transport-Security'] = STRICT_TRANSPORT_SECURITY
  if (corsOrigins.length > 0) headers.Vary = 'Origin'
  if (origin && corsOrigins.includes(origin)) {
    headers['Access-Control-Allow-Origin'] = origin
    headers['Access-Control-Expose-Headers'] = 'Content-Disposition, Retry-After, WWW-Authenticate, X-Request-Id'
  }
  return headers
}

/**
 * What an answer to OPTIONS adds for a preflight.
 *
 * @param headers of `apiHeaders`; nothing is added for an origin that may not read
 * @param allow the methods that the path takes
 */
export function preflightHeaders(headers: Record<string, string>, allow: string): Record<string, string> {
  if (!headers['Access-Control-Allow-Origin']) return {}
  return {
    'Access-Control-Allow-Methods': allow,
    'Access-Control-Allow-Headers': ALLOWED_HEADERS,
    'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
  }
}
