/** The methods that browsers send to pages. */
const PAGE_METHODS = ['GET', 'HEAD', 'POST']
const JSON_TYPE = /\bapplication\/([\w.+-]+\+)?json\b/i
/** Browsers send these by themselves, also to a page, where a proxy before us asks for a password. */
const BROWSER_SCHEME = /^(basic|digest|negotiate|ntlm)( |$)/i

/**
 * Whether a request is an API client's, on a path where a page could answer too: everything but a browser that
 * navigates, submits a form, or runs one of our pages. It decides which of the two answers, on which path it may be
 * mounted, and whether an answer is JSON. When in doubt it is the API's: a client that gets a page treats it as
 * success.
 *
 * @param headers by name in lower case
 */
export function isApiRequest({
  method,
  headers,
}: {
  method: string
  headers: Readonly<Record<string, string | undefined>>
}): boolean {
  // Next's own requests for a part of a page, and for a server action.
  if (headers.rsc !== undefined || headers['next-action'] !== undefined) return false
  if (!PAGE_METHODS.includes(method)) return true
  const { authorization, accept = '' } = headers
  // Whatever it contains: a client whose token is gone must be told so, not sent to the login page.
  if (authorization && !BROWSER_SCHEME.test(authorization)) return true
  if (JSON_TYPE.test(headers['content-type'] ?? '')) return true
  if (headers['sec-fetch-mode'] === 'navigate') return false
  return JSON_TYPE.test(accept) || !/\btext\/html\b/i.test(accept)
}
