import type { NextRequest } from 'next/server'
import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import { logError } from '@/lib/log/log-error'
import { notFoundResponse } from './not-found-response'
import { methodNotAllowed } from './method-not-allowed'
import { requireOperatorToken } from './require-operator-token'
import { problemResponse } from './problem-response'

/**
 * The handlers of work that a platform's scheduler triggers, where none of our processes keeps running. A GET, as
 * schedulers send it, which changes something; so it needs `Authorization: Bearer CRON_SECRET`, which no page or link
 * can send (S15). Without CRON_SECRET the path does not exist.
 *
 * @param work tells how much was done
 */
export function cronRoute(work: () => Promise<number>) {
  const refuseMethod = (request: NextRequest) =>
    config().cronSecret === undefined ? notFoundResponse(request) : methodNotAllowed(request)

  async function GET(request: NextRequest): Promise<Response> {
    const refusal = requireOperatorToken(request, config().cronSecret)
    if (refusal) return refusal
    try {
      return Response.json({ done: await work() }, { headers: { 'Cache-Control': 'no-store' } })
    } catch (error) {
      logError('Scheduled work failed', error)
      return problemResponse(new AppError('internal_error'), request.headers.get('x-request-id'))
    }
  }

  return {
    GET,
    HEAD: refuseMethod,
    POST: refuseMethod,
    PUT: refuseMethod,
    PATCH: refuseMethod,
    DELETE: refuseMethod,
    OPTIONS: refuseMethod,
  }
}
