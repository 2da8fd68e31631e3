import { apiRoutes, door } from '@/lib/next/api-routes'
import { revokeEndpoint } from '@/lib/tokens/endpoints'
import { revokeToken } from '@/lib/tokens/revoke-token'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(revokeEndpoint, async ({ body }, ctx) => {
    await revokeToken(body, ctx)
    return { body: { message: 'Logged out successfully' } }
  }),
)
