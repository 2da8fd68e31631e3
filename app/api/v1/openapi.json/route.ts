import { config } from '@/lib/config/config'
import { openApiEndpoint } from '@/lib/http/endpoints'
import { openApiDocument } from '@/lib/http/openapi-document'
import { API_ENDPOINTS } from '@/lib/next/api-endpoints'
import { apiRoutes, door } from '@/lib/next/api-routes'
import { cookieName } from '@/lib/next/cookie-options'
import { OPEN_TO_ALL } from '@/lib/http/open-to-all'

/** Made once a process: it takes some 30 ms, and anybody may ask for it. */
let body: object | undefined

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(openApiEndpoint, async () => {
    const { appUrl, rotatesDialectRefresh } = config()
    body ??= openApiDocument({ endpoints: API_ENDPOINTS, appUrl, sessionCookie: cookieName('session'), rotatesDialectRefresh })
    return { body, headers: OPEN_TO_ALL }
  }),
)
