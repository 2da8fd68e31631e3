import { liveEndpoint } from '@/lib/http/endpoints'
import { apiRoutes, door } from '@/lib/next/api-routes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(liveEndpoint, async () => ({ body: { status: 'live' } })),
)
