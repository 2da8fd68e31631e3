import type { z } from 'zod'
import type { Context } from '@/lib/context'
import type { ErrorCode } from '@/lib/errors/catalogue'
import type { StartedSession } from '@/lib/sessions/start-session'

/** A valid request, as an endpoint gets it. */
export type ApiCall<Body = unknown, Query = unknown> = {
  body: Body
  /** Empty where the endpoint takes none. */
  upload: Uint8Array
  query: Query
  params: Record<string, string>
}

/** What an endpoint answers: JSON, or bytes with their type. */
export type ApiResult = {
  body?: unknown
  bytes?: { content: Uint8Array<ArrayBuffer>; type: string; filename: string }
  /** Of what is public: it may be cached. Everything else is `no-store`. */
  headers?: Record<string, string>
  /** The session that replaces the one of the caller's cookie. */
  browserSession?: StartedSession
}

/**
 * One entry of the API's table: routing, validation, `Allow`, CORS, OpenAPI and the older services' paths are read from
 * it.
 */
export type Endpoint<Body extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType> = {
  /** `/api/v1/users/{id}` */
  path: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  operationId: string
  summary: string
  description?: string
  tag: string
  /**
   * `required`: a bearer's access token, or the browser's cookie from our own origin. `optional`: without either it is
   * nobody's request.
   */
  auth: 'none' | 'optional' | 'required'
  body?: Body
  query?: Query
  /** A file instead of a body: a form's field, or the body itself with one of the types. */
  upload?: { field: string; types: string[]; maxBytes: number }
  success: { status: 200 | 201 | 202 | 204; description: string; schema?: z.ZodType; contentType?: string }
  /** What can go wrong besides what every endpoint may answer. */
  errors: ErrorCode[]
  example?: { body?: unknown; success?: unknown }
  /** Maps the request's names to its operation's input, and the operation's result to what clients read. */
  handle: (call: ApiCall<z.output<Body>, z.output<Query>>, ctx: Context) => Promise<ApiResult>
}

/** Lets the types of body and query follow from the definition. */
export function endpoint<Body extends z.ZodType, Query extends z.ZodType>(definition: Endpoint<Body, Query>): Endpoint {
  return definition
}
