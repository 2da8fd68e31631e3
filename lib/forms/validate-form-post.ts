import type { ErrorCode } from '@/lib/errors/catalogue'
import { hasManyParts } from './has-many-parts'
import { isValidActionPayload } from './is-valid-action-payload'

/** As the server in front has it (lib/server/pages.ts), for deployments without it. */
const MAX_FORM_BYTES = 64 * 1024
/** More than any of our forms has, with the fields that React adds. */
const MAX_FORM_PARTS = 50

/**
 * Next would refuse the same, but as our own failure: with a 500, and a stack in the log for each that a stranger
 * sends. A form without any Origin, or from this server under another name than APP_URL's, is left to its action, which
 * refuses it in the page.
 *
 * @param request whose body is read from a copy
 * @param appUrl the origin of our own pages
 */
export async function validateFormPost({
  request,
  appUrl,
}: {
  request: Request
  appUrl: string
}): Promise<ErrorCode | null> {
  const { method, headers } = request
  // JSON that calls no action is not read by any page.
  const isJson = headers.get('content-type')?.startsWith('application/json') && !headers.has('next-action')
  if (method !== 'POST' || isJson) return null
  const origin = headers.get('origin')
  const host = headers.get('host')
  if (origin !== null && ![appUrl, `http://${host}`, `https://${host}`].includes(origin)) return 'forbidden'
  if (Number(headers.get('content-length')) > MAX_FORM_BYTES) return 'body_too_large'
  return (await isReadable(request)) ? null : 'invalid_form'
}

/** Next looks for an action in multipart bodies, and wherever the page's script names one. It reads no other body. */
async function isReadable(request: Request): Promise<boolean> {
  const contentType = request.headers.get('content-type') ?? ''
  const isMultipart = /^multipart\/form-data/i.test(contentType)
  const isScripted = request.headers.has('next-action')
  if (!isMultipart) return !isScripted
  try {
    const body = new Uint8Array(await request.clone().arrayBuffer())
    if (hasManyParts(body, contentType, MAX_FORM_PARTS)) return false
    const form = await new Response(body, { headers: { 'Content-Type': contentType } }).formData()
    return isValidActionPayload({ form, isScripted })
  } catch {
    return false
  }
}
