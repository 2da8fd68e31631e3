import { isDatabaseReady } from '@/lib/db/is-database-ready'
import { AppError } from '@/lib/errors/app-error'
import { readyEndpoint } from '@/lib/http/endpoints'
import { apiRoutes, door } from '@/lib/next/api-routes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(readyEndpoint, async () => {
    if (!(await isDatabaseReady())) throw new AppError('database_unavailable', { retryAfterSeconds: 5 })
    return { body: { status: 'ready' } }
  }),
)
