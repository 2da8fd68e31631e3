import { apiRoutes, door } from '@/lib/next/api-routes'
import { refreshEndpoint } from '@/lib/tokens/endpoints'
import { refreshTokens } from '@/lib/tokens/refresh-tokens'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(refreshEndpoint, async ({ body, dialect }, ctx) => {
    const { access, refresh, expiresIn, isRotated } = await refreshTokens(body, ctx)
    // A client that did not get the token in place of its own would soon be taken for a thief.
    return { body: dialect?.answersAccessAlone && !isRotated ? { access } : { access, refresh, expires_in: expiresIn } }
  }),
)
