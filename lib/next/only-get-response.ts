import { AppError } from '@/lib/errors/app-error'
import { problemOf } from '@/lib/http/problem'

/** The answer to any other method where there is only something to get (RFC 9110, 15.5.6); OPTIONS is told so. */
export function onlyGetResponse({ method }: Request): Response {
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: 'GET, HEAD' } })
  const refusal = new AppError('method_not_allowed')
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', Allow: 'GET, HEAD' }
  return Response.json(problemOf(refusal, ''), { status: refusal.status, headers })
}
