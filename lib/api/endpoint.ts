import type { z } from 'zod'
import type { Context } from '@/lib/context'
import type { ErrorCode } from '@/lib/errors/catalogue'
import type { StartedSession } from '@/lib/sessions/start-session'

/** A valid request, as an endpoint receives it. */
export type ApiCall<Body = unknown, Query = unknown> = {
  body: Body
  /** Empty when the endpoint has no upload. */
  upload: Uint8Array
  query: Query
  params: Record<string, string>
}

/** What an endpoint returns: JSON, or bytes with their type. */
export type ApiResult = {
  body?: unknown
  bytes?: { content: Uint8Array<ArrayBuffer>; type: string; filename: string }
  /** Set for public responses, which may be cached. Everything else is `no-store`. */
  headers?: Record<string, string>
  /** The session that replaces the one in the caller's cookie. */
  browserSession?: StartedSession
}

/** An endpoint's definition: routing, validation, `Allow`, CORS, OpenAPI and the legacy API are derived from it. */
export type Endpoint<Body extends z.ZodType = z.ZodType, Query extends z.ZodType = z.ZodType> = {
  /** `/api/v1/users/{id}` */
  path: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  operationId: string
  summary: string
  description?: string
  tag: string
  /**
   * `required`: a bearer access token, or the browser's cookie from our own origin. `optional`: without either there is
   * no actor.
   */
  auth: 'none' | 'optional' | 'required'
  body?: Body
  query?: Query
  /** A file instead of a JSON body: a form field, or the body itself with one of the types. */
  upload?: { field: string; types: string[]; maxBytes: number }
  success: { status: 200 | 201 | 202 | 204; description: string; schema?: z.ZodType; contentType?: string }
  /** Errors besides those that follow from the other properties. */
  errors: ErrorCode[]
  example?: { body?: unknown; success?: unknown }
  /** Maps the request to the operation's input, and the operation's result to the response. */
  handle: (call: ApiCall<z.output<Body>, z.output<Query>>, ctx: Context) => Promise<ApiResult>
}

/** Infers the types of body and query from the definition. */
export function endpoint<Body extends z.ZodType, Query extends z.ZodType>(definition: Endpoint<Body, Query>): Endpoint {
  return definition
}
