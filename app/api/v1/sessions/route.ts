import { apiRoutes, door } from '@/lib/next/api-routes'
import { endOtherSessions } from '@/lib/sessions/end-other-sessions'
import { endOtherSessionsEndpoint, listSessionsEndpoint } from '@/lib/sessions/endpoints'
import { listSessions } from '@/lib/sessions/list-sessions'
import { sessionObject } from '@/lib/sessions/session-object'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoutes(
  door(listSessionsEndpoint, async (_call, ctx) => ({ body: (await listSessions(ctx)).map(sessionObject) })),
  door(endOtherSessionsEndpoint, async (_call, ctx) => {
    await endOtherSessions({}, ctx)
    return {}
  }),
)
