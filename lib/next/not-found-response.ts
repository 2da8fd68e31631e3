import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'

/** The answer to a path under /api that is none (RFC 9457). */
export function notFoundResponse(): Response {
  const { status, text } = ERROR_CATALOGUE.not_found
  const problem = { type: 'about:blank', title: 'Not Found', status, detail: text, code: 'not_found', error: text }
  return Response.json(problem, { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' } })
}
