import type { NextRequest } from 'next/server'
import { config } from '@/lib/config/config'
import { AppError } from '@/lib/errors/app-error'
import { bearsToken } from '@/lib/http/bears-token'
import { problemOf } from '@/lib/http/problem'
import { metricsText } from '@/lib/monitoring/metrics-text'
import { notFoundResponse } from '@/lib/next/not-found-response'
import { onlyGetResponse } from '@/lib/next/only-get-response'

/** For Prometheus. Without METRICS_TOKEN there is no such path. */
export async function GET(request: NextRequest): Promise<Response> {
  const { metricsToken } = config()
  if (metricsToken === undefined) return notFoundResponse()
  if (!bearsToken(request.headers.get('authorization'), metricsToken)) {
    const refusal = new AppError('not_authenticated')
    const problem = problemOf(refusal, request.headers.get('x-request-id') ?? '')
    const headers = { 'Content-Type': 'application/problem+json', 'WWW-Authenticate': 'Bearer' }
    return Response.json(problem, { status: refusal.status, headers: { ...headers, 'Cache-Control': 'no-store' } })
  }
  const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(await metricsText(new Date()), { headers })
}

function refuseMethod(): Response {
  return config().metricsToken === undefined ? notFoundResponse() : onlyGetResponse()
}

export {
  refuseMethod as POST,
  refuseMethod as PUT,
  refuseMethod as PATCH,
  refuseMethod as DELETE,
  refuseMethod as OPTIONS,
}
