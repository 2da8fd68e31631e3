import { IncomingMessage } from 'node:http'
import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import { isOwnOrigin } from '@/lib/http/is-own-origin'
import type { Exchange, Handler } from './exchange'
import { PageResponse } from './page-response'
import { readBody } from './read-body'
import { refuse, sendReply } from './send-reply'

/** What a form of a page may have: the longest field is 500 characters. */
const MAX_FORM_BYTES = 64 * 1024
/** More than the largest picture, 5 MiB, with what a form adds to it. */
const MAX_PICTURE_BYTES = 6 * 1024 * 1024

/** The plain form for a picture (app/(account)/profile/picture), and where a person reads what became of it. */
const PICTURE_FORM = '/profile/picture'
const PICTURE_REFUSED = '/profile/edit?problem=body_too_large'
/** A browser reads no answer before all is sent, and phones are slow. */
const UNREAD_PICTURE_MILLISECONDS = 60_000

/** Besides all `x-forwarded…` and `x-vestibule-…`: in what proxies and frameworks say or believe who a client is. */
const FORWARDING_HEADERS = new Set([
  'cf-connecting-ip',
  'cf-connecting-ipv6',
  'cf-pseudo-ipv4',
  'client-ip',
  'cluster-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'forwarded',
  'forwarded-for',
  'front-end-https',
  'true-client-ip',
  'x-appengine-user-ip',
  'x-azure-clientip',
  'x-azure-socketip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-envoy-external-address',
  'x-host',
  'x-original-forwarded-for',
  'x-original-host',
  'x-original-url',
  'x-real-ip',
  'x-remote-addr',
  'x-remote-ip',
  'x-request-id',
  'x-rewrite-url',
  'x-url-scheme',
  'x-vercel-forwarded-for',
])

/**
 * Keeps from Next what it cannot judge itself: a body larger than its route takes, of which Next would hand its
 * handlers a truncated part as if it were complete, and one in chunks, of which it would not know the length.
 */
export const bodyLimit: Handler = async (exchange, next) => {
  const { request, pathname } = exchange
  const maxBytes = isPicture(request.method, pathname) ? MAX_PICTURE_BYTES : MAX_FORM_BYTES
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return refuseBody(exchange)
  if (request.headers['transfer-encoding'] === undefined) return next()
  try {
    exchange.request = withWholeBody(request, await readBody(request, maxBytes))
  } catch (error) {
    if (error instanceof AppError && error.code === 'body_too_large') return refuseBody(exchange)
    // The client has gone.
    if (error instanceof AppError) return
    throw error
  }
  return next()
}

/** Hands the request to Next, marked with what Next cannot know, and free of what it would believe. */
export function pages(answer: (request: IncomingMessage, response: PageResponse) => Promise<void>): Handler {
  return async ({ request, response, requestId, ip }) => {
    stamp(request, { requestId, ip })
    if (response instanceof PageResponse) {
      response.isPage = true
      await answer(request, response)
    }
  }
}

/** The routes of Next that take a picture: the plain form, and the API's where Next answers it. */
function isPicture(method: string | undefined, pathname: string): boolean {
  return (
    (method === 'POST' && pathname === PICTURE_FORM) ||
    (method === 'PUT' && /^\/api\/v1\/profile\/avatar\/?$/.test(pathname))
  )
}

/** The person who sent the plain form for a picture goes back to that form, which says so. */
function refuseBody(exchange: Exchange): Promise<void> {
  const { method, headers, url } = exchange.request
  // By the request's own line, with whom the form was shown for: an absolute address of elsewhere has our path too.
  if (method !== 'POST' || url?.split('?', 1)[0] !== PICTURE_FORM || !isOwnOrigin(headers.origin)) {
    return refuse(exchange, new AppError('body_too_large'))
  }
  const seeOther = { status: 303, headers: { Location: PICTURE_REFUSED, 'Cache-Control': 'no-store' }, body: null }
  return sendReply(exchange, seeOther, UNREAD_PICTURE_MILLISECONDS)
}

/** The same request, its body complete and of a known length. */
function withWholeBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket)
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const headers = { ...request.headers, 'content-length': String(body.length) }
  delete headers['transfer-encoding']
  const rawHeaders = withoutHeaders(
    request.rawHeaders,
    (name) => name === 'transfer-encoding' || name === 'content-length',
  )
  rawHeaders.push('Content-Length', String(body.length))
  Object.assign(whole, {
    method,
    url,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    headers,
    rawHeaders,
    complete: true,
  })
  whole.push(body)
  whole.push(null)
  return whole
}

function stamp(request: IncomingMessage, { requestId, ip }: Pick<Exchange, 'requestId' | 'ip'>) {
  const { headers, rawHeaders } = request
  const ours: Record<string, string> = { 'x-request-id': requestId, 'x-vestibule-client-ip': ip, 'x-forwarded-for': ip }
  // Next takes a form only when its Origin is the host that was asked, but a proxy may ask for us by another name.
  // The public origin is always at home, whatever Host says; every other one still has to match Host.
  if (isOwnOrigin(headers.origin)) ours['x-forwarded-host'] = new URL(config().appUrl).host

  for (const name of Object.keys(headers)) if (isForwarding(name)) delete headers[name]
  Object.assign(headers, ours)
  request.rawHeaders = [...Object.entries(ours).flat(), ...withoutHeaders(rawHeaders, isForwarding)]
}

/** @param name in lower case */
function isForwarding(name: string): boolean {
  return name.startsWith('x-forwarded') || name.startsWith('x-vestibule-') || FORWARDING_HEADERS.has(name)
}

function withoutHeaders(rawHeaders: string[], isRemoved: (name: string) => boolean): string[] {
  return rawHeaders.filter((_, index) => !isRemoved((rawHeaders[index - (index % 2)] ?? '').toLowerCase()))
}
