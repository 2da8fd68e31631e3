import { config } from '@/lib/config/config'
import { apiHeaders } from '@/lib/http/api-headers.mjs'

const PREFLIGHT_SECONDS = 600
/** What front ends of the older services may send: the list that django-cors-headers has unless it is given another. */
const ALLOWED_HEADERS = 'Accept, Authorization, Content-Type, User-Agent, X-CSRFToken, X-Requested-With'

/**
 * Puts the headers of every answer to a program on this one, which is changed. An answer to OPTIONS with `Allow` is one to a
 * preflight too.
 */
export function asApiAnswer({ method, headers }: Request, response: Response): Response {
  const { corsOrigins, isHttps } = config()
  const ours = apiHeaders({ origin: headers.get('origin'), corsOrigins, isHttps })
  for (const [name, value] of Object.entries(ours)) response.headers.set(name, value)
  const allow = response.headers.get('Allow')
  if (method === 'OPTIONS' && allow !== null && ours['Access-Control-Allow-Origin']) {
    response.headers.set('Access-Control-Allow-Methods', allow)
    response.headers.set('Access-Control-Allow-Headers', ALLOWED_HEADERS)
    response.headers.set('Access-Control-Max-Age', String(PREFLIGHT_SECONDS))
  }
  return response
}
