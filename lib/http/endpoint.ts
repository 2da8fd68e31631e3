import type { z } from 'zod'
import type { ErrorCode } from '@/lib/errors/catalogue'

/** What a path takes and answers: the handler runs by it, and the OpenAPI document is made of it. */
export type Endpoint<Body extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType> = {
  /** `/api/v1/users/{id}` */
  path: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  operationId: string
  summary: string
  description?: string
  tag: string
  /** `required`: a bearer's access token, or the browser's cookie from our own origin. */
  auth: 'none' | 'required'
  body?: Body
  query?: Query
  /** A file instead of a body: a form's field, or the body itself with one of the types. */
  upload?: { field: string; types: string[]; maxBytes: number }
  success: { status: 200 | 201 | 202 | 204; description: string; schema?: z.ZodType; contentType?: string }
  /** What can go wrong besides what every endpoint may answer. */
  errors: ErrorCode[]
  example?: { body?: unknown; success?: unknown }
}

/** Lets the types of body and query follow from the definition. */
export function endpoint<Body extends z.ZodType, Query extends z.ZodType>(definition: Endpoint<Body, Query>): Endpoint<Body, Query> {
  return definition
}
