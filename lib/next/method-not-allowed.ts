import { AppError } from '@/lib/errors/app-error'
import { problemResponse } from './problem-response'

/** The answer to other methods where only GET exists (RFC 9110, 15.5.6); OPTIONS gets the list. */
export function methodNotAllowed({ method }: Request): Response {
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: 'GET, HEAD' } })
  return problemResponse(new AppError('method_not_allowed'), null, ['GET', 'HEAD'])
}
