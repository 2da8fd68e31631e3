import type { z } from 'zod'
import type { Actor, Context } from '@/lib/context'
import type { AppError } from '@/lib/errors/app-error'
import type { ApiReply, ApiRequest } from './api-request'
import type { Endpoint } from './endpoint'

/** The endpoint that matches a path and method. */
export type FoundEndpoint = {
  /** The endpoint's pattern: `/api/v1/users/{id}`. */
  path: string
  /** Null when the path only supports other methods. */
  endpoint: Endpoint | null
  /** The methods that the path supports, including HEAD, for `Allow`. */
  allowed: string[]
  params: Record<string, string>
}

/** How a group of paths reads requests and writes responses. Endpoints do the same in every format. */
export type ApiFormat = {
  /** What the operations know about the client. */
  context: Pick<Context, 'client' | 'emailVerification'>
  /** Whether pages of other origins may send requests in the mode that includes cookies, which are ignored (S18). */
  allowsCredentials: boolean
  /** @throws AppError `not_authenticated`, `token_not_valid` */
  authenticate: (request: ApiRequest) => Promise<Actor>
  /** @throws AppError when the body cannot be read, `invalid_input` when the schema refuses it */
  readBody: <S extends z.ZodType>(request: ApiRequest, schema: S) => Promise<z.output<S>>
  /** The response body for an endpoint's result. @param input the endpoint's request body */
  bodyOf: (body: unknown, input: unknown) => unknown
  /** @param allowed the methods that the path supports, for a 405 */
  failure: (error: AppError, request: ApiRequest, allowed: string[]) => ApiReply
}
