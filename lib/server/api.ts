import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from '@/lib/context'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { plainUserAgent } from '@/lib/http/plain-user-agent'
import { isLocale, LOCALES } from '@/lib/i18n/locales'
import { negotiateLocale } from '@/lib/i18n/negotiate-locale'
import { processBridge } from '@/lib/process-bridge'
import type { Exchange, Handler } from './exchange'
import { readBody } from './read-body'
import { sendReply } from './send-reply'

/** Answers requests to the JSON API before Next sees them: its own request and response would cost most of the time. */
export const api: Handler = async (exchange, next) => {
  const { request, pathname, search } = exchange
  const reply = await processBridge.product?.handleApi({
    method: request.method ?? '',
    pathname,
    search,
    // Only `set-cookie` would be a list, which no request has.
    headers: request.headers as IncomingHttpHeaders & Record<string, string | undefined>,
    readBody: (maxBytes) => readBody(request, maxBytes),
    ctx: contextOf(exchange),
  })
  return reply ? sendReply(exchange, reply) : next()
}

function contextOf({ request: { headers }, ip, requestId }: Exchange): Context {
  const chosen = headers.cookie === undefined ? null : readCookie(headers.cookie, cookieName('locale'))
  return {
    actor: null,
    client: 'api',
    ip,
    userAgent: plainUserAgent(headers['user-agent']),
    locale: isLocale(chosen) ? chosen : negotiateLocale(headers['accept-language'], LOCALES),
    requestId,
    now: new Date(),
  }
}
