import type { z } from 'zod'
import type { Actor, Context } from '@/lib/context'
import type { AppError } from '@/lib/errors/app-error'
import type { ApiReply, ApiRequest } from './api-request'
import type { Endpoint } from './endpoint'

/** An endpoint of the API, as a path and a method lead to it. */
export type FoundEndpoint = {
  /** The endpoint's pattern: `/api/v1/users/{id}`. */
  path: string
  /** Null when the path takes other methods only. */
  endpoint: Endpoint | null
  /** The methods that the path takes, HEAD among them, for `Allow`. */
  allowed: string[]
  params: Record<string, string>
}

/** How a family of paths reads requests and writes answers. What an endpoint does is the same in each. */
export type ApiFormat = {
  /** What the operations know of the client. */
  context: Pick<Context, 'client' | 'emailVerification'>
  /** Whether pages of other origins may send a request with their credentials. They never count (S18). */
  allowsCredentials: boolean
  /** @throws AppError `not_authenticated`, `token_not_valid` */
  authenticate: (request: ApiRequest) => Promise<Actor>
  /** @throws AppError when the body cannot be read, `invalid_input` when the schema refuses it */
  readBody: <S extends z.ZodType>(request: ApiRequest, schema: S) => Promise<z.output<S>>
  /** What is sent for an endpoint's body. @param input what the endpoint was given */
  bodyOf: (body: unknown, input: unknown) => unknown
  /** @param allowed the methods that the path takes, for a 405 */
  failure: (error: AppError, request: ApiRequest, allowed: string[]) => ApiReply
}
