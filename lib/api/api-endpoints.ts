import { z } from 'zod'
import * as accounts from '@/lib/accounts/endpoints'
import * as avatars from '@/lib/avatars/endpoints'
import { config } from '@/lib/config/config'
import * as emailChange from '@/lib/email-change/endpoints'
import { cookieName } from '@/lib/http/cookies'
import { endpoint, type Endpoint } from '@/lib/api/endpoint'
import { PUBLIC_CACHE_HEADERS } from './public-cache-headers'
import { openApiDocument } from '@/lib/api/openapi-document'
import { legacyOperations } from '@/lib/legacy-api/openapi'
import * as passwords from '@/lib/passwords/endpoints'
import * as registration from '@/lib/registration/endpoints'
import * as sessions from '@/lib/sessions/endpoints'
import * as tokens from '@/lib/tokens/endpoints'
import * as health from './health-endpoints'

/** In the order that helps a new reader. */
const TAGS = ['Registration', 'Tokens', 'Password', 'Profile', 'Users', 'Sessions', 'About this server']
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']

/** Built once per process: it takes about 30 ms, and anyone may request it. */
let document: object | undefined

const openApiEndpoint = endpoint({
  path: '/api/v1/openapi.json',
  method: 'GET',
  operationId: 'openApi',
  summary: 'This document',
  description: '`/api/docs` shows it as a page.',
  tag: 'About this server',
  auth: 'none',
  success: { status: 200, description: 'An OpenAPI 3.1 document.', schema: z.looseObject({ openapi: z.string() }) },
  errors: [],
  handle: async () => {
    const { appUrl } = config()
    document ??= openApiDocument({
      endpoints: API_ENDPOINTS,
      moreOperations: legacyOperations,
      appUrl,
      sessionCookie: cookieName('session'),
    })
    return { body: document, headers: PUBLIC_CACHE_HEADERS }
  },
})

/** Every endpoint of the API, in the order of its OpenAPI document. */
export const API_ENDPOINTS: Endpoint[] = [
  registration,
  accounts,
  emailChange,
  avatars,
  tokens,
  passwords,
  sessions,
  health,
  { openApiEndpoint },
]
  .flatMap((feature) => Object.values<Endpoint>(feature))
  .toSorted(
    (a, b) =>
      TAGS.indexOf(a.tag) - TAGS.indexOf(b.tag) ||
      a.path.localeCompare(b.path, 'en') ||
      METHODS.indexOf(a.method) - METHODS.indexOf(b.method),
  )
