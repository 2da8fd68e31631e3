import type { IncomingMessage, ServerResponse } from 'node:http'
import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import { logError } from '@/lib/log/log-error'
import { api } from './api'
import { createExchange } from './create-exchange'
import { chain } from './exchange'
import type { PageResponse } from './page-response'
import { bodyLimit, pages } from './pages'
import { requestLine, ownName } from './request-line'
import { requestLog } from './request-log'
import { refuse } from './send-reply'
import { staticFiles } from './static-files'

/**
 * What every request passes, from top to bottom.
 *
 * @param answerPage Next's request handler
 */
export function requestHandler(answerPage: (request: IncomingMessage, response: PageResponse) => Promise<void>) {
  const { isApiMountedInNext } = config()
  const answer = chain(
    requestLog,
    requestLine,
    ownName,
    staticFiles(),
    ...(isApiMountedInNext ? [] : [api]),
    bodyLimit,
    pages(answerPage),
  )
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const exchange = createExchange(request, response)
    try {
      await answer(exchange)
    } catch (error) {
      logError('A request could not be processed', error, { requestId: exchange.requestId })
      if (response.headersSent) response.destroy()
      else await refuse(exchange, new AppError('internal_error'))
    }
  }
}
