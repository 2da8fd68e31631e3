import { AppError } from '@/lib/errors/app-error'
import { withApiHeaders } from './with-api-headers'
import { problemResponse } from './problem-response'

/**
 * The answer to an unknown path under /api (RFC 9457). A preflight from another origin is answered as at any endpoint
 * that the origin may call: otherwise its page could not read what is wrong.
 */
export function notFoundResponse(request: Request): Response {
  const answer = withApiHeaders(request, problemResponse(new AppError('not_found')))
  const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
  if (!isPreflight || !answer.headers.has('Access-Control-Allow-Origin')) return answer
  return withApiHeaders(
    request,
    new Response(null, { status: 204, headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' } }),
  )
}
