import { apiRoutes, door } from '@/lib/next/api-routes'
import { checkToken } from '@/lib/tokens/check-token'
import { verifyTokenEndpoint } from '@/lib/tokens/endpoints'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(verifyTokenEndpoint, async ({ body }, ctx) => {
    await checkToken(body, ctx)
    return { body: {} }
  }),
)
