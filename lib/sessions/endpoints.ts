import { z } from 'zod'
import { endpoint } from '@/lib/api/endpoint'
import { revokeOtherSessions } from './revoke-other-sessions'
import { revokeSession } from './revoke-session'
import { listSessions } from './list-sessions'
import { sessionObjectSchema } from './schemas'
import { sessionObject } from './session-object'

const tag = 'Sessions'

export const listSessionsEndpoint = endpoint({
  path: '/api/v1/sessions',
  method: 'GET',
  operationId: 'listSessions',
  summary: 'List your sessions',
  tag,
  auth: 'required',
  success: {
    status: 200,
    description: 'Every active session: the current one first, then the most recently used.',
    schema: z.array(sessionObjectSchema),
  },
  errors: [],
  example: {
    success: [
      {
        id: '019ab7c2-0d3f-7c11-8e4b-6a5d9c0b1f2e',
        kind: 'api',
        client: 'curl',
        ip: '203.0.113.7',
        created_at: '2026-02-05T17:42:10.000Z',
        last_seen_at: '2026-02-05T18:03:44.000Z',
        authenticated_at: '2026-02-05T17:42:10.000Z',
        amr: ['pwd' as const],
        current: true,
      },
    ],
  },
  handle: async (_call, ctx) => ({ body: (await listSessions(ctx)).map(sessionObject) }),
})

export const revokeOtherSessionsEndpoint = endpoint({
  path: '/api/v1/sessions',
  method: 'DELETE',
  operationId: 'revokeOtherSessions',
  summary: 'Revoke all other sessions',
  tag,
  auth: 'required',
  success: { status: 204, description: 'Every session except this one is revoked.' },
  errors: [],
  handle: async (_call, ctx) => {
    await revokeOtherSessions({}, ctx)
    return {}
  },
})

export const revokeSessionEndpoint = endpoint({
  path: '/api/v1/sessions/{id}',
  method: 'DELETE',
  operationId: 'revokeSession',
  summary: 'Revoke a session',
  tag,
  auth: 'required',
  success: { status: 204, description: 'The session is revoked.' },
  errors: ['not_found'],
  handle: async ({ params }, ctx) => {
    await revokeSession({ id: params.id ?? '' }, ctx)
    return {}
  },
})
