import { randomBytes } from 'node:crypto'
import { NextResponse, type NextRequest } from 'next/server'
import { config as settings } from '@/lib/config/config'
import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { contentSecurityPolicy } from '@/lib/http/content-security-policy'
import { STRICT_TRANSPORT_SECURITY } from '@/lib/http/fixed-headers'
import { validateFormPost } from '@/lib/forms/validate-form-post'
import { loadMessages } from '@/lib/i18n/load-messages'
import { DEFAULT_LOCALE } from '@/lib/i18n/locales'
import { findLegacyPath } from '@/lib/legacy-api/find-legacy-path'
import { isApiRequest } from '@/lib/legacy-api/is-api-request'
import { API_REQUEST_HEADER } from '@/lib/legacy-api/rewrites'
import { PAGE_PATH_HEADER } from '@/lib/next/other-account-path'
import { requestLocale } from '@/lib/next/request-locale'

/**
 * Gives each page its Content-Security-Policy with a fresh nonce, which Next finds in the request's header and puts on
 * its scripts, refuses forms that are not ours, and marks what an API client sends. Never a place for authorisation:
 * each page and operation sees to that itself.
 */
export async function proxy(request: NextRequest) {
  const { appUrl, isHttps, isDevelopment, returnOrigins } = settings()
  const asked = {
    method: request.method,
    pathname: request.nextUrl.pathname,
    headers: Object.fromEntries(request.headers),
  }
  // What the API answers is the API's to judge.
  const refusal = findLegacyPath(asked) ? null : await validateFormPost({ request, appUrl })
  if (refusal) {
    const { errors } = await loadMessages((await requestLocale()) ?? DEFAULT_LOCALE)
    return new NextResponse(errors[refusal], {
      status: ERROR_CATALOGUE[refusal].status,
      headers: { 'Cache-Control': 'no-store' },
    })
  }

  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy({ nonce, isHttps, isDevelopment, returnOrigins })
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set('x-nonce', nonce)
  // Without our own server in front, a client could have sent it.
  headers.delete(API_REQUEST_HEADER)
  if (isApiRequest(asked)) headers.set(API_REQUEST_HEADER, '1')
  headers.set(PAGE_PATH_HEADER, request.nextUrl.pathname)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (isHttps) response.headers.set('Strict-Transport-Security', STRICT_TRANSPORT_SECURITY)
  return response
}

export const config = {
  matcher: [
    // Pages only: an email in the development inbox and the logo have policies of their own. Prefetches too, which need
    // no policy: a header that anyone can send must not let a form skip our checks.
    '/((?!api/|_next/|avatars/[^/]+$|profile/picture$|favicon.ico|brand/icon$|\\.well-known/|mailbox/[^/]+/html$).*)',
  ],
}
