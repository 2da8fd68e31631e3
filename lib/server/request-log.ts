import { requestFacts, type RequestFacts } from '@/lib/log/request-facts'
import type { Exchange, Handler } from './exchange'
import { observeRequest } from './metrics/process-metrics'
import { routeOf } from './route-of'
import { serverLogger } from './server-logger'

/** Files of the build: a page brings a dozen, and their names say nothing. */
const NOT_LOGGED = '/_next/static/'

/**
 * Writes one log line and counts one request when the response has left or the client has gone (S62): which endpoint,
 * who, how it ended and how long it took. Never the path or query as received, which hold tokens and ids of people, nor
 * a header or a body.
 */
export const requestLog: Handler = (exchange, next) => {
  if (exchange.pathname.startsWith(NOT_LOGGED)) return next()
  const start = performance.now()
  const facts: RequestFacts = { requestId: exchange.requestId, ip: exchange.ip }
  exchange.response.once('close', () => writeLine(exchange, facts, performance.now() - start))
  return requestFacts.run(facts, next)
}

function writeLine(
  { request: { method = '' }, response, pathname }: Exchange,
  facts: RequestFacts,
  milliseconds: number,
) {
  const isComplete = response.writableFinished
  // 499 is what nginx writes where the client went away before there was an answer.
  const status = response.headersSent ? response.statusCode : 499
  const route = facts.route ?? routeOf(pathname)
  observeRequest({ method, route, status, seconds: milliseconds / 1000 })
  const line = {
    ...facts,
    method,
    route,
    status,
    ms: Math.round(milliseconds * 10) / 10,
    ...(isComplete ? {} : { isAborted: true }),
  }
  serverLogger()[isComplete && status >= 500 ? 'error' : 'info'](line, 'request')
}
