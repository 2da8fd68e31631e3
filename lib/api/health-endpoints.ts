import { z } from 'zod'
import { isDatabaseReady } from '@/lib/db/is-database-ready'
import { AppError } from '@/lib/errors/app-error'
import { endpoint } from '@/lib/api/endpoint'

const tag = 'About this server'

export const liveEndpoint = endpoint({
  path: '/api/health/live',
  method: 'GET',
  operationId: 'isLive',
  summary: 'Check that the process is running',
  tag,
  auth: 'none',
  success: { status: 200, description: 'The process is running.', schema: z.object({ status: z.literal('live') }) },
  errors: [],
  example: { success: { status: 'live' } },
  handle: async () => ({ body: { status: 'live' } }),
})

export const readyEndpoint = endpoint({
  path: '/api/health/ready',
  method: 'GET',
  operationId: 'isReady',
  summary: 'Check that the server is ready',
  tag,
  auth: 'none',
  success: {
    status: 200,
    description: 'The database answers and is migrated.',
    schema: z.object({ status: z.literal('ready') }),
  },
  errors: [],
  example: { success: { status: 'ready' } },
  handle: async () => {
    if (!(await isDatabaseReady())) throw new AppError('database_unavailable', { retryAfterSeconds: 5 })
    return { body: { status: 'ready' } }
  },
})
