import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { cache } from 'react'
import type { Context } from '@/lib/context'
import { vercelClientIp } from '@/lib/http/client-ip'
import { plainUserAgent } from '@/lib/http/plain-user-agent'
import { noteRequest } from '@/lib/log/request-facts'
import { isOnVercel } from './is-on-vercel'
import { browserActor } from './next-auth'
import { requestLocale } from './request-locale'

/** The request at hand as an operation wants it, its browser session checked. Made once a request. */
export const requestContext = cache(async (): Promise<Context> => {
  return { ...(await anonymousContext()), actor: await browserActor() }
})

/** The context of the current request without an actor: for entry points that authenticate on their own. */
export async function anonymousContext(): Promise<Context> {
  const header = await headers()
  const isVercel = isOnVercel()
  const ip = isVercel
    ? vercelClientIp(header.get('x-vercel-forwarded-for'))
    : (header.get('x-vestibule-client-ip') ?? 'unknown')
  noteRequest({ ip })
  return {
    actor: null,
    client: 'browser',
    ip,
    userAgent: plainUserAgent(header.get('user-agent')),
    locale: await requestLocale(),
    // Without our own server in front of Next, the header is the client's own.
    requestId: (isVercel ? null : header.get('x-request-id')) ?? randomUUID(),
    now: new Date(),
  }
}
