import { apiRoutes, door } from '@/lib/next/api-routes'
import { OPEN_TO_ALL } from '@/lib/http/open-to-all'
import { jwksEndpoint } from '@/lib/tokens/endpoints'
import { jwks } from '@/lib/tokens/jwks'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(jwksEndpoint, async (_call, { now }) => ({
    body: await jwks(now),
    headers: { ...OPEN_TO_ALL, 'Content-Type': 'application/jwk-set+json' },
  })),
)
