/** This machine's own names for itself. */
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Where a page is at home that a browser asked for by another of this machine's names for itself; null for all else.
 * Cookies and forms work under APP_URL's name only, and on their own machine people type whichever comes to mind.
 * Programs are left alone: most would lose their token on the way.
 *
 * @param {Pick<import('node:http').IncomingMessage, 'method' | 'url' | 'headers'>} request
 * @param {URL} home APP_URL, the only place that is ever led to, whatever a forged Host says
 * @returns {string | null}
 */
export function addressAtHome({ method, url = '', headers }, home) {
  const { host = '', accept = '', authorization } = headers
  const isVisit = method === 'GET' && accept.includes('text/html') && authorization === undefined
  if (!isVisit || host === home.host || !url.startsWith('/') || !URL.canParse(`http://${host}`)) return null
  const asked = new URL(`http://${host}`)
  const areLoopback = LOOPBACK_NAMES.has(asked.hostname) && LOOPBACK_NAMES.has(home.hostname)
  return areLoopback && asked.host === host && asked.port === home.port ? home.origin + url : null
}
