/**
 * Where to go after a login: the requested URL, if it stays on this site or leads to an allowed origin, else
 * `fallback`.
 *
 * Judged on the URL as a browser resolves it, so `//evil`, `/\evil`, a tab in between and `javascript:` lead nowhere.
 * Source: OWASP Unvalidated Redirects, ASVS 3.7.2.
 *
 * @param allowedOrigins RETURN_ORIGINS
 */
export function returnUrl({
  returnTo,
  appUrl,
  allowedOrigins,
  fallback,
}: {
  returnTo: string | null | undefined
  appUrl: string
  allowedOrigins: string[]
  fallback: string
}): string {
  if (!returnTo || !URL.canParse(returnTo, appUrl)) return fallback
  const url = new URL(returnTo, appUrl)
  if (url.username || url.password) return fallback
  if (url.origin === appUrl) return `${url.pathname.replace(/^\/{2,}/, '/')}${url.search}${url.hash}`
  return allowedOrigins.includes(url.origin) ? url.href : fallback
}
