import { apiRoutes, door } from '@/lib/next/api-routes'
import { refreshEndpoint } from '@/lib/tokens/endpoints'
import { refreshTokens } from '@/lib/tokens/refresh-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(refreshEndpoint, async ({ body, dialect }, ctx) => {
    const { access, refresh, expiresIn } = await refreshTokens(body, ctx)
    return { body: dialect?.answersAccessAlone ? { access } : { access, refresh, expires_in: expiresIn } }
  }),
)
