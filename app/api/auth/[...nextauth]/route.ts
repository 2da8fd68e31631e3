import type { NextRequest } from 'next/server'
import { notFoundResponse } from '@/lib/next/not-found-response'
import { answerSession } from '@/lib/next/next-auth'

/** next-auth's `session` and nothing else: its other paths would be a second door beside our own forms. */
export function GET(request: NextRequest) {
  return /^\/api\/auth\/session\/?$/.test(request.nextUrl.pathname) ? answerSession(request) : notFoundResponse(request)
}

export {
  notFoundResponse as POST,
  notFoundResponse as PUT,
  notFoundResponse as PATCH,
  notFoundResponse as DELETE,
  notFoundResponse as OPTIONS,
}
