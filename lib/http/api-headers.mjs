/**
 * What every answer to a program carries, whatever it answers. Of other origins only those of CORS_ORIGINS may read it. Tokens
 * travel in headers, never cookies, across origins: there is no `Access-Control-Allow-Credentials`.
 *
 * @param {object} request
 * @param {string | null | undefined} request.origin as the client says
 * @param {string[]} request.corsOrigins
 * @param {boolean} request.isHttps
 * @returns {Record<string, string>}
 */
export function apiHeaders({ origin, corsOrigins, isHttps }) {
  const isAllowed = origin !== null && origin !== undefined && corsOrigins.includes(origin)
  return {
    'Content-Security-Policy': `default-src 'none'; frame-ancestors 'none'`,
    ...(isHttps ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
    ...(corsOrigins.length > 0 ? { Vary: 'Origin' } : {}),
    ...(isAllowed
      ? {
          'Access-Control-Allow-Origin': origin,
          'Access-Control-Expose-Headers': 'Content-Disposition, Retry-After, WWW-Authenticate, X-Request-Id',
        }
      : {}),
  }
}
