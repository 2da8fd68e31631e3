// One log line and one count in the metrics for each request (S62): which endpoint, who, how it ended and how long it
// took. Never the path or query as received, where tokens and ids of people stand, nor a header or a body.
import { createRequire } from 'node:module'
import { createLogger } from '../lib/log/create-logger.mjs'
import { requestFacts } from '../lib/log/request-facts.mjs'
import { observeRequest } from './support/process-metrics.mjs'
import { routeOf } from './support/route-of.mjs'

/** Files of the build: a page brings a dozen, and what they are called tells nothing. */
const NOT_LOGGED = '/_next/static/'

const LOGGER = Symbol.for('vestibule.logger')
const store = /** @type {Record<symbol, import('pino').Logger | undefined>} */ (/** @type {unknown} */ (globalThis))

/** The process's one logger, of which lib/log/logger.ts knows too. */
export function serverLogger() {
  return (store[LOGGER] ??= createLogger({ level: process.env.LOG_LEVEL, destination: prettyDestination() }))
}

/**
 * Runs what answers a request, and writes its line when the response has left or the client has gone.
 *
 * @template T
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} requestId
 * @param {() => T} answer
 * @returns {T}
 */
export function withRequestLine(request, response, requestId, answer) {
  const [pathname = ''] = (request.url ?? '').split('?')
  if (pathname.startsWith(NOT_LOGGED)) return answer()

  const start = performance.now()
  /** @type {import('../lib/log/request-facts.mjs').RequestFacts} */
  const facts = { requestId }
  response.once('close', () => {
    const isComplete = response.writableFinished
    const { method = '' } = request
    // As nginx calls it where the client went away before there was an answer.
    const status = response.headersSent ? response.statusCode : 499
    const route = facts.route ?? routeOf(pathname)
    const milliseconds = performance.now() - start
    observeRequest({ method, route, status, seconds: milliseconds / 1000 })
    const line = {
      ...facts,
      method,
      route,
      status,
      ms: Math.round(milliseconds * 10) / 10,
      // The client went away before it had the answer.
      ...(isComplete ? {} : { isAborted: true }),
    }
    serverLogger()[isComplete && status >= 500 ? 'error' : 'info'](line, 'request')
  })
  return requestFacts.run(facts, answer)
}

/** For a person at a terminal or a developer, where the package for it is there; JSON lines for everything else. */
function prettyDestination() {
  if (!process.stdout.isTTY && process.env.NODE_ENV !== 'development') return undefined
  try {
    const pretty = createRequire(import.meta.url)('pino-pretty')
    return pretty({ sync: true, ignore: 'pid,requestId', translateTime: 'SYS:HH:MM:ss', singleLine: true })
  } catch {
    return undefined
  }
}
