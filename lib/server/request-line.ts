import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import type { Exchange, Handler } from './exchange'
import { homeUrlOf } from './home-url-of'
import { isRouterState } from './is-router-state'
import { refuse } from './send-reply'

/** All that anything here answers: on others Next fails. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** Browsers and proxies send some thirty. Next copies each of them several times (S77). */
const MAX_HEADERS = 100

/** Browsers keep 180 for a domain. */
const MAX_COOKIES = 200

/** Refuses a method, path or header that Next cannot read: it would answer with a 500 and log a stack (S79). */
export const requestLine: Handler = (exchange, next) => {
  const { method = '', url = '', headers, rawHeaders } = exchange.request
  if (rawHeaders.length > 2 * MAX_HEADERS || countOf(';', headers.cookie) >= MAX_COOKIES) return refuseHeaders(exchange)
  if (!METHODS.includes(method)) return refuse(exchange, new AppError('method_not_allowed'), METHODS)
  // `OPTIONS *` asks about the server as a whole (RFC 9110, 9.3.7).
  if (url === '*' && method === 'OPTIONS') return answerAboutServer(exchange)
  if (!url.startsWith('/') || !isReadable(exchange.pathname)) return refuse(exchange, new AppError('not_found'))
  const routerState = headers['next-router-state-tree']
  if (routerState !== undefined && !isRouterState(String(routerState)))
    return refuse(exchange, new AppError('invalid_input'))
  return next()
}

/**
 * Leads a browser that uses another of this machine's own names to APP_URL: cookies and forms work under that name
 * only.
 */
export const ownName: Handler = (exchange, next) => {
  const location = homeUrlOf(exchange.request, config().appUrl)
  if (location === null) return next()
  exchange.response.writeHead(307, { Location: location, 'Cache-Control': 'no-store' }).end()
}

/** As Node answers headers that are too long (RFC 6585, 5). */
function refuseHeaders({ response }: Exchange) {
  response.writeHead(431, { Connection: 'close', 'Content-Length': 0 }).end()
}

function countOf(sign: string, text = ''): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++
  return count
}

function answerAboutServer({ response }: Exchange) {
  response.writeHead(204, { Allow: METHODS.join(', ') }).end()
}

/** Whether a path's escapes (`%C3%A4`) make text, as Next takes for granted. */
function isReadable(pathname: string): boolean {
  if (!pathname.includes('%')) return true
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}
