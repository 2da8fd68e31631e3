import type { NextRequest } from 'next/server'
import { AppError } from '@/lib/errors/app-error'
import { bearsToken } from '@/lib/http/bears-token'
import { notFoundResponse } from './not-found-response'
import { problemResponse } from './problem-response'

/**
 * The answer to whoever knocks at a door of the operator's programs without the token that opens it; null to who has it.
 * Where no token is set there is no such path.
 */
export function operatorRefusal(request: NextRequest, token: string | undefined): Response | null {
  if (token === undefined) return notFoundResponse(request)
  if (bearsToken(request.headers.get('authorization'), token)) return null
  return problemResponse(new AppError('not_authenticated'), request.headers.get('x-request-id'))
}
