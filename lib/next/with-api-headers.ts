import { config } from '@/lib/config/config'
import { apiHeaders, preflightHeaders } from '@/lib/http/api-headers'

/**
 * Puts the headers of every answer to an API client on this one, which is changed. An answer to OPTIONS with `Allow` is
 * one to a preflight too.
 */
export function withApiHeaders({ method, headers }: Request, response: Response): Response {
  const { corsHeaders, ...settings } = config()
  const ours = apiHeaders({ ...settings, origin: headers.get('origin') })
  const allow = method === 'OPTIONS' ? response.headers.get('Allow') : null
  const all = { ...ours, ...(allow === null ? {} : preflightHeaders(ours, { allow, corsHeaders })) }
  for (const [name, value] of Object.entries(all)) response.headers.set(name, value)
  return response
}
