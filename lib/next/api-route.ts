import type { NextRequest } from 'next/server'
import { answerApiRequest } from '@/lib/legacy-api/answer-api-request'
import { AppError } from '@/lib/errors/app-error'
import { deliverMails } from './deliver-mails'
import { notFoundResponse } from './not-found-response'
import { anonymousContext } from './request-context'
import { browserActorOf, sessionCookie } from './session-cookie'

const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * The JSON API as a route handler of Next: for a deployment without our own server in front (Vercel), and for `npm run
 * dev`, where a change of code takes effect at once. Everywhere else lib/server answers before Next.
 */
export async function apiRoute(request: NextRequest): Promise<Response> {
  const { method, nextUrl } = request
  const ctx = await anonymousContext()
  const headers = Object.fromEntries(request.headers)
  const reply = await answerApiRequest({
    method,
    pathname: nextUrl.pathname,
    search: nextUrl.search,
    headers,
    readBody: async (maxBytes) => {
      const body = new Uint8Array(await request.arrayBuffer())
      if (body.length > maxBytes) throw new AppError('body_too_large')
      return body
    },
    ctx,
    findBrowserActor: () => browserActorOf(headers.cookie, ctx.now),
    sessionCookie,
  })
  if (!READS.includes(method)) deliverMails()
  return reply ? new Response(reply.body, reply) : notFoundResponse(request)
}
