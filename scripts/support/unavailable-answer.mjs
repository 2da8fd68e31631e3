import { AWAY_SENTENCE, failurePage } from './failure-page.mjs'

/** Headers that belong to the body which they came with. */
const OF_THE_BODY = /^(content-|transfer-|etag$|link$|set-cookie$)/
/** Seconds after which another try makes sense. */
const RETRY_AFTER = '5'
const API_ANSWER = {
  type: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    detail: AWAY_SENTENCE,
    code: 'database_unavailable',
    error: AWAY_SENTENCE,
  }),
  policy: `default-src 'none'; frame-ancestors 'none'`,
}

/** @typedef {(...values: any[]) => any} Method */

const shared = /** @type {Record<symbol, Set<string> | undefined>} */ (globalThis)
/** Ids of the requests that failed since the database is away (lib/next/answer-unavailable.ts). */
const unavailableRequests = (shared[Symbol.for('vestibule.unavailable-requests')] ??= new Set())

/**
 * Puts a page that says so in the place of one that failed: Next's own is empty until its script has run, which without
 * JavaScript is for good. The answer to a request whose database is away becomes a 503 with it; of a form that was sent
 * then, which says so itself, only the status.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} requestId
 */
export function watchForUnavailable(request, response, requestId) {
  const isApi = request.url?.startsWith('/api/') ?? false
  const original = {
    writeHead: /** @type {Method} */ (response.writeHead.bind(response)),
    flushHeaders: /** @type {Method} */ (response.flushHeaders.bind(response)),
    write: /** @type {Method} */ (response.write.bind(response)),
    end: /** @type {Method} */ (response.end.bind(response)),
  }
  let isReplaced = false
  response.once('close', () => unavailableRequests.delete(requestId))

  /**
   * Before anything is sent. What Next still has to say to a request that is answered here is dropped.
   * @param {number} status that Next wants
   */
  function begin(status) {
    if (isReplaced || response.headersSent) return
    const isUnavailable = unavailableRequests.delete(requestId)
    const isFailedPage = status === 500 && String(response.getHeader('content-type')).startsWith('text/html')
    if (!isUnavailable && !isFailedPage) return
    response.statusCode = isUnavailable ? 503 : status
    if (isUnavailable) {
      response.statusMessage = 'Service Unavailable'
      response.setHeader('Retry-After', RETRY_AFTER)
    }
    // What compresses between here and Next would take the length of its own body.
    response.setHeader('Cache-Control', 'no-store, no-transform')
    if (status !== 500) return

    for (const name of response.getHeaderNames()) if (OF_THE_BODY.test(name)) response.removeHeader(name)
    const { type, body, policy } = isApi ? API_ANSWER : pageAnswer(request, isUnavailable)
    response.setHeader('Content-Type', type)
    response.setHeader('Content-Length', Buffer.byteLength(body))
    response.setHeader('Content-Security-Policy', policy)
    isReplaced = true
    original.end(body)
  }

  response.writeHead = /** @type {Method} */ (
    (status, ...values) => {
      begin(status)
      if (!response.headersSent)
        original.writeHead(response.statusCode === 503 ? 503 : status, ...(isReplaced ? [] : values))
      return response
    }
  )
  for (const method of /** @type {const} */ (['flushHeaders', 'write', 'end'])) {
    response[method] = (/** @type {unknown[]} */ ...values) => {
      begin(response.statusCode)
      return isReplaced ? method === 'write' : original[method](...values)
    }
  }
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {boolean} isUnavailable
 */
function pageAnswer({ headers }, isUnavailable) {
  const { html, policy } = failurePage(headers, isUnavailable)
  return { type: 'text/html; charset=utf-8', body: html, policy }
}
