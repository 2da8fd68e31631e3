/**
 * The policy of a page (ASVS 3.4.3): scripts by nonce and what they load, nothing inline, nothing from elsewhere, no
 * frame around it.
 *
 * @param returnOrigins RETURN_ORIGINS: a form's redirect may lead there
 * @param isDevelopment allows what `next dev` needs, eval and inline styles
 */
export function contentSecurityPolicy({
  nonce,
  isHttps,
  isDevelopment,
  returnOrigins,
}: {
  nonce: string
  isHttps: boolean
  isDevelopment: boolean
  returnOrigins: string[]
}): string {
  const directives = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' ${isDevelopment ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action ${[`'self'`, ...returnOrigins].join(' ')}`,
    `frame-ancestors 'none'`,
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}
