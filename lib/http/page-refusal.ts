import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'

/** What Next takes of a form; beyond it, it answers 500. */
const MAX_FORM_BYTES = 1024 * 1024

/**
 * Why a form sent to a page is refused before Next reads it, as its catalogue entry; null for every other request.
 * Next refuses the same by itself, but as a failure of ours: with a 500, and a stack in the log for each that a stranger
 * sends. A form without any Origin, or from this server under another name than APP_URL's, is left to its action, which
 * refuses it in the page. JSON is a program's, and the API's own to judge.
 *
 * @param appUrl the origin of our own pages
 */
export function pageRefusal({ method, headers, appUrl }: { method: string; headers: Headers; appUrl: string }) {
  const isForm = method === 'POST' && !headers.get('content-type')?.startsWith('application/json')
  if (!isForm) return null
  const origin = headers.get('origin')
  const hosts = [new URL(appUrl).host, headers.get('host')]
  if (origin !== null && !(URL.canParse(origin) && hosts.includes(new URL(origin).host)))
    return ERROR_CATALOGUE.forbidden
  return Number(headers.get('content-length')) > MAX_FORM_BYTES ? ERROR_CATALOGUE.body_too_large : null
}
