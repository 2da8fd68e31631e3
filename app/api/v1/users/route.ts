import { publicUserObject } from '@/lib/accounts/api-objects'
import { listUsersEndpoint } from '@/lib/accounts/endpoints'
import { listUsers } from '@/lib/accounts/list-users'
import { appLink } from '@/lib/config/app-link'
import { apiRoutes, door } from '@/lib/next/api-routes'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(listUsersEndpoint, async ({ query: { q, cursor, limit } }, ctx) => {
    const { users, nextCursor } = await listUsers({ query: q, cursor, limit }, ctx)
    const next = nextCursor && appLink('/api/v1/users', { ...(q ? { q } : {}), limit: String(limit), cursor: nextCursor })
    return { body: { results: users.map(publicUserObject), next } }
  }),
)
