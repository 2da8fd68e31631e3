// Stands before Next in every process that answers requests (loaded with `node --import`), because a route handler
// sees no socket and Next believes forwarding headers that the client sent. Before Next sees a request
// - the socket's address stands in `x-vestibule-socket-address`, the received X-Forwarded-For in
//   `x-vestibule-forwarded-for` (how much of it is believed is decided by TRUSTED_PROXY_HOPS), and no other
//   forwarding header is left (S8, S17);
// - it has a request id of ours, which the response carries too;
// - a body that is too large is refused: Next would hand its handlers a truncated one, as if it were complete. Who sent
//   it by the plain form for a picture is led back to that form, which says so;
// - a path, a header or a method that Next cannot read is refused: it would answer with a 500;
// - a page that failed is answered with one that says so, with 503 when it failed since the database is away;
// - a form of a page that leads elsewhere meanwhile, for its session has ended or begun, is led there by 303: at a 307 browsers
//   send the form there once more, passwords and all;
// - a browser that asks for another of this machine's own names is led to APP_URL;
// - it is logged, by request-log.mjs.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import { apiHeaders } from '../lib/http/api-headers.mjs'
import { FIXED_HEADERS } from '../lib/http/fixed-headers.mjs'
import { withRequestLine } from './request-log.mjs'
import { addressAtHome } from './support/address-at-home.mjs'
import { isRouterState } from './support/is-router-state.mjs'
import { watchForUnavailable } from './support/unavailable-answer.mjs'

/** All that anything here answers: on others Next fails. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** More than the largest body that any handler takes, an avatar of 5 MiB as multipart. */
const MAX_BODY_BYTES = 6 * 1024 * 1024

/** How long the rest of a refused body is read and dropped, so that the client gets to read the answer. */
const REFUSED_BODY_MILLISECONDS = 5000

/** The same for the plain form for a picture: a browser reads no answer before all is sent, and phones are slow. */
const REFUSED_PICTURE_MILLISECONDS = 60_000

/** Where the plain form for a picture goes (app/(account)/profile/picture), and where a person reads what became of it. */
const PICTURE_FORM = '/profile/picture'
const PICTURE_REFUSED = '/profile/edit?problem=body_too_large'

/** Besides all `x-forwarded…` and `x-vestibule-…`: what proxies and frameworks tell or believe of a client in. */
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

/** @typedef {(this: unknown, event: string | symbol, ...values: any[]) => boolean} Emit */

const loaded = /** @type {Record<symbol, unknown>} */ (globalThis)
const LOADED = Symbol.for('vestibule.clientAddressStamp')
if (!loaded[LOADED]) {
  loaded[LOADED] = true
  for (const server of [http.Server, https.Server]) {
    const emit = /** @type {Emit} */ (server.prototype.emit)
    server.prototype.emit = /** @type {Emit} */ (
      function (event, ...values) {
        const pass = () => emit.call(this, event, ...values)
        if (event === 'request') return receive(values[0], values[1], pass)
        if (event === 'upgrade') stamp(values[0])
        return pass()
      }
    )
  }
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {() => boolean} pass hands the request on to Next
 */
function receive(request, response, pass) {
  const requestId = stamp(request)
  response.setHeader('X-Request-Id', requestId)
  watchForUnavailable(request, response, requestId)
  return withRequestLine(request, response, requestId, () => passOrRefuse(request, response, pass))
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {() => boolean} pass
 */
function passOrRefuse(request, response, pass) {
  const { method = '', headers } = request
  if (!METHODS.includes(method)) {
    response.setHeader('Allow', METHODS.join(', '))
    const detail = 'This method is not allowed here.'
    answerProblem(request, response, { status: 405, title: 'Method Not Allowed', code: 'method_not_allowed', detail })
    return true
  }
  if (!hasReadablePath(request)) {
    answerProblem(request, response, { status: 404, title: 'Not Found', code: 'not_found', detail: 'The endpoint was not found' })
    return true
  }
  const routerState = headers['next-router-state-tree']
  if (routerState !== undefined && !isRouterState(String(routerState))) {
    const detail = 'The next-router-state-tree header could not be read. Please reload the page.'
    answerProblem(request, response, { status: 400, title: 'Bad Request', code: 'invalid_input', detail })
    return true
  }
  const home = homeUrl()
  const address = home && addressAtHome(request, home)
  if (address) {
    response.writeHead(307, { Location: address, 'Cache-Control': 'no-store' }).end()
    return true
  }
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
    refuseBody(request, response)
    return true
  }
  if (headers['transfer-encoding'] !== undefined) {
    holdUntilComplete(request, response, () => passOn(request, response, pass))
    return true
  }
  return passOn(request, response, pass)
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {() => boolean} pass
 */
function passOn(request, response, pass) {
  if (request.method === 'POST') {
    const writeHead = /** @type {(...values: any[]) => http.ServerResponse} */ (response.writeHead.bind(response))
    response.writeHead = (/** @type {number} */ status, /** @type {any[]} */ ...rest) =>
      writeHead(status === 307 ? 303 : status, ...rest)
  }
  return pass()
}

/**
 * @param {http.IncomingMessage} request
 * @returns {string} the request's id
 */
function stamp(request) {
  const { headers } = request
  const requestId = randomUUID()
  const address = socketAddress(request)

  /** @type {Record<string, string>} */
  const ours = { 'x-request-id': requestId, 'x-vestibule-socket-address': address, 'x-forwarded-for': address }
  const forwardedFor = headers['x-forwarded-for']
  if (forwardedFor !== undefined) ours['x-vestibule-forwarded-for'] = String(forwardedFor)
  // Next takes a form only when its Origin is the host that was asked, but a proxy may ask for us by another name.
  // The public origin is always at home, whatever Host says; every other one still has to match Host.
  const home = homeUrl()
  if (home && headers.origin === home.origin) ours['x-forwarded-host'] = home.host

  for (const name of Object.keys(headers)) if (isForwarding(name)) delete headers[name]
  Object.assign(headers, ours)

  const received = request.rawHeaders
  request.rawHeaders = Object.entries(ours).flat()
  for (let index = 0; index < received.length; index += 2) {
    const name = received[index] ?? ''
    if (!isForwarding(name.toLowerCase())) request.rawHeaders.push(name, received[index + 1] ?? '')
  }
  return requestId
}

/** The public origin, where the settings name one. */
function homeUrl() {
  const { APP_URL } = process.env
  return APP_URL && URL.canParse(APP_URL) ? new URL(APP_URL) : null
}

/** The origins that CORS_ORIGINS names. */
function corsOrigins() {
  const named = (process.env.CORS_ORIGINS ?? '').split(',').map((text) => text.trim())
  return named.filter((text) => URL.canParse(text)).map((text) => new URL(text).origin)
}

/** @param {string} name in lower case */
function isForwarding(name) {
  return name.startsWith('x-forwarded') || name.startsWith('x-vestibule-') || FORWARDING_HEADERS.has(name)
}

/**
 * IPv4 in its own notation also where the server listens on IPv6.
 * @param {http.IncomingMessage} request
 */
function socketAddress(request) {
  return (request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/**
 * A body of no announced length is collected before Next hears of the request, so that one that proves too large
 * never reaches a handler half.
 *
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {() => boolean} pass
 */
function holdUntilComplete(request, response, pass) {
  const push = request.push.bind(request)
  // The socket that the bytes come from knows nothing of the request that it has begun.
  const passAsRequest = AsyncLocalStorage.bind(pass)
  /** @type {Buffer[]} */
  const chunks = []
  let size = 0
  request.push = (/** @type {Buffer | null} */ chunk) => {
    if (chunk === null) {
      request.push = push
      announceLength(request, size)
      passAsRequest()
      for (const held of chunks) request.push(held)
      return request.push(null)
    }
    size += chunk.length
    if (size > MAX_BODY_BYTES) {
      request.push = push
      refuseBody(request, response)
      return true
    }
    chunks.push(chunk)
    return true
  }
}

/**
 * Now that the length is known, it is said: what limits bodies by `content-length` sees these too.
 *
 * @param {http.IncomingMessage} request
 * @param {number} size in bytes
 */
function announceLength(request, size) {
  const { headers, rawHeaders } = request
  delete headers['transfer-encoding']
  headers['content-length'] = String(size)
  const received = rawHeaders
  request.rawHeaders = ['Content-Length', String(size)]
  for (let index = 0; index < received.length; index += 2) {
    const name = received[index] ?? ''
    const isLength = ['transfer-encoding', 'content-length'].includes(name.toLowerCase())
    if (!isLength) request.rawHeaders.push(name, received[index + 1] ?? '')
  }
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
function refuseBody(request, response) {
  const isPicture = isPictureForm(request)
  const finish = () => {
    // Whole as the answer is, its end waits for that of the request: a client that is still sending when the connection
    // closes would see a broken one, and not the answer.
    request.resume()
    request.once('end', () => response.end())
    const patience = isPicture ? REFUSED_PICTURE_MILLISECONDS : REFUSED_BODY_MILLISECONDS
    setTimeout(() => {
      if (!request.complete) request.socket.destroy()
    }, patience).unref()
  }
  if (isPicture) {
    response.writeHead(303, { Location: PICTURE_REFUSED, 'Content-Length': 0, 'Cache-Control': 'no-store' })
    response.flushHeaders()
    return finish()
  }
  const detail = 'The request body is too large.'
  answerProblem(request, response, { status: 413, title: 'Content Too Large', code: 'body_too_large', detail }, finish)
}

/**
 * Whether a page of ours sent it: a program, or a page of somebody else, is told by the status.
 * @param {http.IncomingMessage} request
 */
function isPictureForm({ method, url, headers }) {
  const home = homeUrl()
  return method === 'POST' && url === PICTURE_FORM && home !== null && headers.origin === home.origin
}

/**
 * Whether the path's escapes (`%C3%A4`) make text, as Next takes for granted.
 * @param {http.IncomingMessage} request
 */
function hasReadablePath(request) {
  const [path = ''] = (request.url ?? '').split('?')
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {{ status: number, title: string, code: string, detail: string }} problem RFC 9457, as the API answers it
 * @param {() => void} finish what ends the answer once all of it is written
 */
function answerProblem({ headers }, response, { status, title, code, detail }, finish = () => response.end()) {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, code, error: detail })
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...FIXED_HEADERS,
    ...apiHeaders({ origin: headers.origin, corsOrigins: corsOrigins(), isHttps: homeUrl()?.protocol === 'https:' }),
  })
  response.write(body)
  finish()
}
