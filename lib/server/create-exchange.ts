import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { config } from '@/lib/config/config'
import { clientIp } from '@/lib/http/client-ip'
import type { Exchange } from './exchange'

/** What is known of a request before any handler sees it. Its id is our own, whatever id the client sent. */
export function createExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const target = originForm(request)
  const at = target.indexOf('?')
  const requestId = randomUUID()
  response.setHeader('X-Request-Id', requestId)
  return {
    request,
    response,
    requestId,
    pathname: at < 0 ? target : target.slice(0, at),
    search: at < 0 ? '' : target.slice(at),
    ip: clientIp({
      socketAddress: socketAddress(request),
      forwardedFor: (request.headers['x-forwarded-for'] as string | undefined) ?? null,
      hops: config().trustedProxyHops,
    }),
  }
}

/**
 * The target as path and query. A proxy's form (`GET http://host/path`) is taken, and its host counts as the request's,
 * as RFC 9112, 3.2.2, has it.
 */
function originForm(request: IncomingMessage): string {
  const { url = '/' } = request
  if (url.startsWith('/') || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return url
  const { host, pathname, search } = new URL(url)
  request.headers.host = host
  request.url = pathname + search
  return request.url
}

/** IPv4 in its own notation also where the server listens on IPv6. */
function socketAddress({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}
