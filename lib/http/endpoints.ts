import { z } from 'zod'
import { endpoint } from './endpoint'

const tag = 'About this server'

export const liveEndpoint = endpoint({
  path: '/api/health/live',
  method: 'GET',
  operationId: 'isLive',
  summary: 'Whether the process serves',
  tag,
  auth: 'none',
  success: { status: 200, description: 'It does.', schema: z.object({ status: z.literal('live') }) },
  errors: [],
  example: { success: { status: 'live' } },
})

export const readyEndpoint = endpoint({
  path: '/api/health/ready',
  method: 'GET',
  operationId: 'isReady',
  summary: 'Whether the database answers and is migrated',
  tag,
  auth: 'none',
  success: { status: 200, description: 'It does and is.', schema: z.object({ status: z.literal('ready') }) },
  errors: [],
  example: { success: { status: 'ready' } },
})

export const openApiEndpoint = endpoint({
  path: '/api/v1/openapi.json',
  method: 'GET',
  operationId: 'openApi',
  summary: 'This document',
  description: 'Shown for people at `/api/docs`.',
  tag,
  auth: 'none',
  success: { status: 200, description: 'An OpenAPI 3.1 document.', schema: z.looseObject({ openapi: z.string() }) },
  errors: [],
})
