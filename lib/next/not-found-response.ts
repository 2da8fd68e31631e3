import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { asApiAnswer } from './as-api-answer'

/**
 * The answer to a path under /api that is none (RFC 9457). The preflight of another origin is taken as at any endpoint where
 * that origin may call: else its page could not read what is wrong.
 */
export function notFoundResponse(request: Request): Response {
  const { status, text } = ERROR_CATALOGUE.not_found
  const problem = { type: 'about:blank', title: 'Not Found', status, detail: text, code: 'not_found', error: text }
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  const answer = asApiAnswer(request, Response.json(problem, { status, headers }))
  const isPreflight = request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
  if (!isPreflight || !answer.headers.has('Access-Control-Allow-Origin')) return answer
  return asApiAnswer(request, new Response(null, { status: 204, headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' } }))
}
