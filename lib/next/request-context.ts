import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { cache } from 'react'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { clientAddress, vercelClientAddress } from '@/lib/http/client-address'
import { noteRequest } from '@/lib/log/request-facts.mjs'
import { isOnVercel } from './is-on-vercel'
import { browserActor } from './next-auth'
import { requestLocale } from './request-locale'

const USER_AGENT_MAX_LENGTH = 512

/** The request at hand as an operation wants it, its browser session checked. Made once a request. */
export const requestContext = cache(async (): Promise<Context> => {
  return { ...(await anonymousContext()), actor: await browserActor() }
})

/** The request at hand, whoever sent it: for a door that finds out by itself who acts. */
export async function anonymousContext(): Promise<Context> {
  const header = await headers()
  const isVercel = isOnVercel()
  const ip = isVercel
    ? vercelClientAddress(header.get('x-vercel-forwarded-for'))
    : clientAddress({
        socketAddress: header.get('x-vestibule-socket-address') ?? '',
        forwardedFor: header.get('x-vestibule-forwarded-for'),
        hops: config().trustedProxyHops,
      })
  noteRequest({ ip })
  return {
    actor: null,
    ip,
    // oxlint-disable-next-line no-control-regex -- log lines and mails must not be forged through it
    userAgent: (header.get('user-agent') ?? '').replace(/[\u0000-\u001f\u007f]/g, '').slice(0, USER_AGENT_MAX_LENGTH),
    // Where nothing of ours stands before Next, the header is the client's own.
    locale: await requestLocale(),
    requestId: (isVercel ? null : header.get('x-request-id')) ?? randomUUID(),
    now: new Date(),
  }
}
