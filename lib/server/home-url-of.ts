import type { IncomingMessage } from 'node:http'

/** This machine's own names for itself. */
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The URL under APP_URL of a page that a browser asked for by another of this machine's names for itself; null for all
 * else. On their own machine people type the name that comes to mind. API clients are left alone: most would lose their
 * token on the way.
 *
 * @param appUrl the only place that a browser is sent to, whatever a forged Host says (S17)
 */
export function homeUrlOf(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  appUrl: string,
): string | null {
  const { host = '', accept = '', authorization } = headers
  if (method !== 'GET' || appUrl.endsWith(`//${host}`)) return null
  const isVisit = accept.includes('text/html') && authorization === undefined
  if (!isVisit || !url.startsWith('/') || !URL.canParse(`http://${host}`)) return null
  const [asked, home] = [new URL(`http://${host}`), new URL(appUrl)]
  const areLoopback = LOOPBACK_NAMES.has(asked.hostname) && LOOPBACK_NAMES.has(home.hostname)
  return areLoopback && asked.host === host && asked.port === home.port && asked.host !== home.host
    ? home.origin + url
    : null
}
