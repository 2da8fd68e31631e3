import { NOTHING_RUNS, STRICT_TRANSPORT_SECURITY } from './fixed-headers'

const PREFLIGHT_SECONDS = 600
/** What front ends of the older services may send: the list that django-cors-headers has unless it is given another. */
const ALLOWED_HEADERS = 'Accept, Authorization, Content-Type, User-Agent, X-CSRFToken, X-Requested-With'

/**
 * What every answer to an API client carries. Of other origins only those of CORS_ORIGINS may read it. Tokens travel in
 * headers, never cookies, across origins.
 *
 * @param request.origin as the client says
 * @param request.allowsCredentials whether a page may send its request in the mode that includes cookies, where no
 *   cookie counts anyway: front ends of the older services set it globally
 */
export function apiHeaders({
  origin,
  corsOrigins,
  isHttps,
  allowsCredentials = false,
}: {
  origin: string | null | undefined
  corsOrigins: string[]
  isHttps: boolean
  allowsCredentials?: boolean
}): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Security-Policy': NOTHING_RUNS }
  if (isHttps) headers['Strict-Transport-Security'] = STRICT_TRANSPORT_SECURITY
  if (corsOrigins.length > 0) headers.Vary = 'Origin'
  if (origin && corsOrigins.includes(origin)) {
    headers['Access-Control-Allow-Origin'] = origin
    if (allowsCredentials) headers['Access-Control-Allow-Credentials'] = 'true'
    headers['Access-Control-Expose-Headers'] = 'Content-Disposition, Retry-After, WWW-Authenticate, X-Request-Id'
  }
  return headers
}

/**
 * What an answer to OPTIONS adds for a preflight.
 *
 * @param headers of `apiHeaders`; nothing is added for an origin that may not read
 * @param options.allow the methods that the path takes
 * @param options.corsHeaders CORS_HEADERS
 */
export function preflightHeaders(
  headers: Record<string, string>,
  { allow, corsHeaders }: { allow: string; corsHeaders: string[] },
): Record<string, string> {
  if (!headers['Access-Control-Allow-Origin']) return {}
  return {
    'Access-Control-Allow-Methods': allow,
    'Access-Control-Allow-Headers': [ALLOWED_HEADERS, ...corsHeaders].join(', '),
    'Access-Control-Max-Age': String(PREFLIGHT_SECONDS),
  }
}
