import type { NextRequest } from 'next/server'
import { AppError } from '@/lib/errors/app-error'
import { hasBearerToken } from '@/lib/http/has-bearer-token'
import { notFoundResponse } from './not-found-response'
import { problemResponse } from './problem-response'

/**
 * The answer to whoever knocks at a door of the operator's programs without the token that opens it; null to who has it.
 * Where no token is set there is no such path.
 */
export function requireOperatorToken(request: NextRequest, token: string | undefined): Response | null {
  if (token === undefined) return notFoundResponse(request)
  if (hasBearerToken(request.headers.get('authorization'), token)) return null
  return problemResponse(new AppError('not_authenticated'), request.headers.get('x-request-id'))
}
