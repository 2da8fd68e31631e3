import type { NextRequest } from 'next/server'
import { AppError } from '@/lib/errors/app-error'
import { readMailboxMail } from '@/lib/mail/read-mailbox-mail'
import { mayReadMailbox } from '@/lib/next/mailbox-access'
import { notFoundResponse } from '@/lib/next/not-found-response'

/** An email may look as it likes, but does nothing: no script, no requests. Its links open outside the frame. */
const POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  'img-src data:',
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'self'`,
].join('; ')

/** An email of the development inbox as its reader's email program would show it, for the frame in the inbox's page. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }) {
  if (!(await mayReadMailbox(request.nextUrl.searchParams.get('key')))) return notFoundResponse(request)
  const { id } = await params
  const mail = await findMail(id)
  if (!mail) return notFoundResponse(request)
  const html = mail.html.replace(/<head[^>]*>/i, '$&<base target="_blank">')
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Cache-Control': 'no-store',
    },
  })
}

async function findMail(id: string) {
  try {
    return await readMailboxMail({ id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
