import type { NextRequest } from 'next/server'
import { notFoundResponse } from '@/lib/next/not-found-response'
import { handlers } from '@/lib/next/next-auth'

/** next-auth's `session` and nothing else: its other paths would be a second door beside our own forms. */
export function GET(request: NextRequest) {
  return request.nextUrl.pathname === '/api/auth/session' ? handlers.GET(request) : notFoundResponse()
}

export const POST = notFoundResponse
