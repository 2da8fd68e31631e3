import { apiRoutes, door } from '@/lib/next/api-routes'
import { endSession } from '@/lib/sessions/end-session'
import { endSessionEndpoint } from '@/lib/sessions/endpoints'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(endSessionEndpoint, async ({ params }, ctx) => {
    await endSession({ id: params.id ?? '' }, ctx)
    return {}
  }),
)
