import type { NextRequest } from 'next/server'
import { z } from 'zod'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { AppError } from '@/lib/errors/app-error'
import { dialectMethods } from '@/lib/http/dialect-methods'
import type { DialectPath } from '@/lib/http/dialects'
import type { Endpoint } from '@/lib/http/endpoint'
import { findDialect } from '@/lib/http/find-dialect'
import { problemOf } from '@/lib/http/problem'
import { logError } from '@/lib/log/log-error'
import { noteRequest } from '@/lib/log/request-facts.mjs'
import { actorOfAccessToken } from '@/lib/tokens/actor-of-access-token'
import { asApiAnswer } from './as-api-answer'
import { deliverMails } from './deliver-mails'
import { readUpload } from './read-upload'
import { anonymousContext, requestContext } from './request-context'

const MAX_BODY_BYTES = 64 * 1024
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof METHODS)[number]
/** What an id in a path may be; all else, NUL above all, is spared the database. */
const ID = /^[\w-]{1,64}$/
const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']

/** A valid request, as a handler gets it. `dialect` is set when it came by an older service's path. */
export type ApiCall<Body = unknown, Query = unknown> = {
  body: Body
  /** Empty where the endpoint takes none. */
  upload: Uint8Array
  query: Query
  params: Record<string, string>
  dialect: DialectPath | null
}

/** What a handler answers: JSON, or bytes with their type. `headers` is for what is nobody's secret: it may be kept. */
export type ApiReply = {
  body?: unknown
  bytes?: { content: Uint8Array<ArrayBuffer>; type: string; filename: string }
  headers?: Record<string, string>
}

type Door = { endpoint: Endpoint; handle: (call: ApiCall, ctx: Context) => Promise<ApiReply> }
/** A path without parameters has none: Next then gives undefined. */
type RouteHandler = (request: NextRequest, context: { params: Promise<Record<string, string> | undefined> }) => Promise<Response>

/** Joins an endpoint's definition and the few lines that hand it to its operation. */
export function door<Body extends z.ZodType, Query extends z.ZodType>(
  endpoint: Endpoint<Body, Query>,
  handle: (call: ApiCall<z.output<Body>, z.output<Query>>, ctx: Context) => Promise<ApiReply>,
): Door {
  return { endpoint, handle: handle as Door['handle'] }
}

/**
 * The handlers that a route file exports, one for every method, so that a wrong one is answered with `Allow`. Each checks
 * origin, size, form and login, runs its door, and maps failures to problem documents.
 */
export function apiRoutes(...doors: Door[]): Record<Method, RouteHandler> {
  const methods = doors.flatMap(({ endpoint: { method } }): Method[] => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const handlerOf = (method: Method): RouteHandler => {
    const found = doors.find(({ endpoint }) => endpoint.method === (method === 'HEAD' ? 'GET' : method))
    return async (request, { params }) => {
      const dialect = findDialect(request.method, request.nextUrl.pathname)?.dialect
      noteRequest({ route: doors[0]?.endpoint.path, dialect })
      const allowed = allowedAt(request.nextUrl.pathname, methods)
      if (method === 'OPTIONS') return asApiAnswer(request, new Response(null, { status: 204, headers: { Allow: allowed.join(', ') } }))
      const ctx = await anonymousContext()
      try {
        if (!found || !allowed.includes(method)) throw new AppError('method_not_allowed')
        return asApiAnswer(request, await run(found, request, (await params) ?? {}, ctx))
      } catch (error) {
        return asApiAnswer(request, refuse(error, ctx, allowed))
      } finally {
        if (WRITES.includes(method)) deliverMails()
      }
    }
  }
  return Object.fromEntries(METHODS.map((method) => [method, handlerOf(method)])) as Record<Method, RouteHandler>
}

/** An older service's path takes the methods that it always took, not all of the endpoint behind it. */
function allowedAt(pathname: string, methods: Method[]): Method[] {
  const listed = dialectMethods(pathname)
  return listed ? methods.filter((method) => listed.includes(method === 'HEAD' ? 'GET' : method)) : methods
}

async function run({ endpoint, handle }: Door, request: NextRequest, params: Record<string, string>, anonymous: Context): Promise<Response> {
  const actor = endpoint.auth === 'required' ? await authenticate(request, anonymous) : null
  const ctx = { ...anonymous, actor }
  if (!Object.values(params).every((id) => ID.test(id))) throw new AppError('not_found')
  const call: ApiCall = {
    body: endpoint.body ? parse(endpoint.body, await readJson(request)) : undefined,
    upload: endpoint.upload ? await readUpload(request, endpoint.upload) : new Uint8Array(),
    query: endpoint.query ? parse(endpoint.query, Object.fromEntries(request.nextUrl.searchParams)) : undefined,
    params,
    dialect: findDialect(endpoint.method, request.nextUrl.pathname),
  }
  const { body, bytes, headers: own } = await handle(call, ctx)
  const headers = { 'Cache-Control': 'no-store', ...own }
  if (bytes) {
    const { content, type, filename } = bytes
    return new Response(content, { headers: { ...headers, 'Content-Type': type, 'Content-Disposition': `attachment; filename="${filename}"` } })
  }
  const { status } = endpoint.success
  return status === 204 ? new Response(null, { status, headers }) : Response.json(body, { status, headers })
}

/** By the bearer's token if there is one, else by the browser's cookie, which counts from our own origin only (S14). */
async function authenticate(request: NextRequest, ctx: Context) {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    const actor = token ? await actorOfAccessToken(token, ctx.now) : null
    if (!actor) throw new AppError('token_not_valid')
    return actor
  }
  const origin = request.headers.get('origin')
  const isWrite = WRITES.includes(request.method)
  if (isWrite ? origin !== config().appUrl : origin !== null && origin !== config().appUrl) throw new AppError('not_authenticated')
  const { actor } = await requestContext()
  if (!actor) throw new AppError('not_authenticated')
  return actor
}

async function readJson(request: NextRequest): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw new AppError('body_too_large')
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(request.headers.get('content-type') ?? '')) throw new AppError('unsupported_media_type')
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength > MAX_BODY_BYTES) throw new AppError('body_too_large')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('invalid_json')
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const { fieldErrors, formErrors } = z.flattenError(result.error)
  const errors = fieldErrors as Record<string, string[]>
  throw new AppError('invalid_input', { fieldErrors: formErrors.length > 0 ? { ...errors, non_field_errors: formErrors } : errors })
}

function refuse(error: unknown, ctx: Context, allowed: Method[]): Response {
  const known = knownError(error, ctx)
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' }
  if (known.status === 405) headers.Allow = allowed.join(', ')
  // Browsers ask for no password at this scheme.
  if (known.status === 401) headers['WWW-Authenticate'] = known.code === 'token_not_valid' ? 'Bearer error="invalid_token"' : 'Bearer'
  if (known.retryAfterSeconds !== undefined) headers['Retry-After'] = String(known.retryAfterSeconds)
  return Response.json(problemOf(known, ctx.requestId), { status: known.status, headers })
}

/** Only catalogued failures reach a client; whatever else happened is logged. */
function knownError(error: unknown, ctx: Context): AppError {
  if (error instanceof AppError) return error
  logError('A request could not be processed', error, { requestId: ctx.requestId })
  return isDatabaseUnavailable(error) ? new AppError('database_unavailable', { retryAfterSeconds: 5 }) : new AppError('internal_error')
}
