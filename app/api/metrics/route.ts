import type { NextRequest } from 'next/server'
import { config } from '@/lib/config/config'
import { metricsText } from '@/lib/metrics/metrics-text'
import { notFoundResponse } from '@/lib/next/not-found-response'
import { methodNotAllowed } from '@/lib/next/method-not-allowed'
import { requireOperatorToken } from '@/lib/next/require-operator-token'

/** For Prometheus. Without METRICS_TOKEN there is no such path. */
export async function GET(request: NextRequest): Promise<Response> {
  const refusal = requireOperatorToken(request, config().metricsToken)
  if (refusal) return refusal
  const headers = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' }
  return new Response(await metricsText(new Date()), { headers })
}

function refuseMethod(request: NextRequest): Response {
  return config().metricsToken === undefined ? notFoundResponse(request) : methodNotAllowed(request)
}

export {
  refuseMethod as POST,
  refuseMethod as PUT,
  refuseMethod as PATCH,
  refuseMethod as DELETE,
  refuseMethod as OPTIONS,
}
