import type { ErrorCode } from '@/lib/errors/catalogue'
import { isFormOfOurs } from './is-form-of-ours'
import { isProgramRequest } from './is-program-request'

/** What Next takes of a form; beyond it, it answers 500. */
const MAX_FORM_BYTES = 1024 * 1024

/**
 * Why a form sent to a page is refused before Next reads it, as its code; null for every other request.
 * Next refuses the same by itself, but as a failure of ours: with a 500, and a stack in the log for each that a stranger
 * sends. A form without any Origin, or from this server under another name than APP_URL's, is left to its action, which
 * refuses it in the page. A program's request to a path that a page has too is the API's own to judge.
 *
 * @param request whose body is read from a copy
 * @param appUrl the origin of our own pages
 */
export async function pageRefusal({ request, appUrl }: { request: Request; appUrl: string }): Promise<ErrorCode | null> {
  const { method, headers } = request
  // JSON that calls no action is not read by any page.
  const isJson = headers.get('content-type')?.startsWith('application/json') && !headers.has('next-action')
  if (method !== 'POST' || isJson || isProgramRequest({ pathname: new URL(request.url).pathname, headers })) return null
  const origin = headers.get('origin')
  const hosts = [new URL(appUrl).host, headers.get('host')]
  if (origin !== null && !(URL.canParse(origin) && hosts.includes(new URL(origin).host))) return 'forbidden'
  if (Number(headers.get('content-length')) > MAX_FORM_BYTES) return 'body_too_large'
  return (await isReadable(request)) ? null : 'invalid_form'
}

/** Next looks for an action in multipart bodies, and wherever the page's script names one. It reads no other body. */
async function isReadable(request: Request): Promise<boolean> {
  const isMultipart = /^multipart\/form-data/i.test(request.headers.get('content-type') ?? '')
  const isScripted = request.headers.has('next-action')
  if (!isMultipart) return !isScripted
  try {
    return isFormOfOurs({ form: await request.clone().formData(), isScripted })
  } catch {
    return false
  }
}
