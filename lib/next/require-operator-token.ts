import type { NextRequest } from 'next/server'
import { AppError } from '@/lib/errors/app-error'
import { hasBearerToken } from '@/lib/http/has-bearer-token'
import { notFoundResponse } from './not-found-response'
import { problemResponse } from './problem-response'

/**
 * 401 unless the request carries the operator token; null when it does. Without a configured token the path does not
 * exist: 404.
 */
export function requireOperatorToken(request: NextRequest, token: string | undefined): Response | null {
  if (token === undefined) return notFoundResponse(request)
  if (hasBearerToken(request.headers.get('authorization'), token)) return null
  return problemResponse(new AppError('not_authenticated'), request.headers.get('x-request-id'))
}
