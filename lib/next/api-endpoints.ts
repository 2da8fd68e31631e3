import * as accounts from '@/lib/accounts/endpoints'
import * as avatars from '@/lib/avatars/endpoints'
import type { Endpoint } from '@/lib/http/endpoint'
import * as server from '@/lib/http/endpoints'
import * as passwords from '@/lib/passwords/endpoints'
import * as sessions from '@/lib/sessions/endpoints'
import * as tokens from '@/lib/tokens/endpoints'

/** As somebody reads who has not called it before. */
const TAGS = ['Registration', 'Tokens', 'Password', 'Profile', 'Users', 'Sessions', 'About this server']
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

/** Every endpoint of the API, in the order of its OpenAPI document. */
export const API_ENDPOINTS: Endpoint[] = [accounts, avatars, tokens, passwords, sessions, server]
  .flatMap((domain) => Object.values<Endpoint>(domain))
  .toSorted(
    (a, b) =>
      TAGS.indexOf(a.tag) - TAGS.indexOf(b.tag) ||
      a.path.localeCompare(b.path, 'en') ||
      METHODS.indexOf(a.method) - METHODS.indexOf(b.method),
  )
