/** On https: browsers do not ask by plain http any more. */
export const STRICT_TRANSPORT_SECURITY = 'max-age=63072000; includeSubDomains'

/** The Content-Security-Policy of what is not a page: nothing in it runs or loads. */
export const NOTHING_RUNS = `default-src 'none'; frame-ancestors 'none'`

/** What every answer of the site carries, whatever it answers. */
export const FIXED_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
}
