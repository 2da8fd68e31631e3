import type { NextRequest } from 'next/server'
import { emailKey } from '@/lib/fields/email-address'
import { listMailbox } from '@/lib/mail/list-mailbox'
import { mayReadMailbox } from '@/lib/next/mailbox-access'
import { notFoundResponse } from '@/lib/next/not-found-response'

const LIMIT = 500

/** The development inbox for tests, the newest first: `?key=…`, and `&to=…` for one recipient. */
export async function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl
  if (!(await mayReadMailbox(searchParams.get('key')))) return notFoundResponse(request)
  const to = emailKey(searchParams.get('to') ?? '')
  const mails = await listMailbox({ limit: LIMIT })
  const messages = mails
    .filter((mail) => !to || mail.to === to)
    .map(({ id, subject, html, text, createdAt, ...mail }) => ({ id, to: mail.to, subject, html, text, createdAt }))
  return Response.json({ messages }, { headers: { 'Cache-Control': 'no-store' } })
}
