import { z } from 'zod'
import { config } from '@/lib/config/config'
import type { Actor, Context } from '@/lib/context'
import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { AppError } from '@/lib/errors/app-error'
import { apiHeaders, preflightHeaders } from '@/lib/http/api-headers'
import type { ApiCall, ApiResult, Endpoint } from '@/lib/api/endpoint'
import { isOwnOrigin } from '@/lib/http/is-own-origin'
import { problemReply } from '@/lib/http/problem-reply'
import { readUpload } from '@/lib/api/read-upload'
import { logError } from '@/lib/log/log-error'
import { noteRequest } from '@/lib/log/request-facts'
import { actorOfAccessToken } from '@/lib/tokens/actor-of-access-token'
import type { ApiReply, ApiRequest } from './api-request'
import { findEndpoint, type FoundEndpoint } from './find-endpoint'

const MAX_BODY_BYTES = 64 * 1024
/** What an id in a path may be; all else, NUL above all, is spared the database. */
const ID = /^[\w-]{1,64}$/
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])
const UTF8 = new TextDecoder('utf-8', { fatal: true })
const NO_STORE = 'no-store'

/**
 * Answers a request to the API, whatever server received it: finds the endpoint, checks login, size and form, runs it, and
 * maps each failure to a problem document. It never throws.
 *
 * @returns null when the request is not one to the API
 */
export async function handleApiRequest(request: ApiRequest): Promise<ApiReply | null> {
  const found = findEndpoint(request)
  if (!found) return null
  noteRequest({ route: found.path, dialect: found.dialect?.dialect })
  const { method, headers } = request
  const common = apiHeaders({ origin: headers.origin, ...config() })
  if (method === 'OPTIONS') {
    const Allow = found.allowed.join(', ')
    return { status: 204, headers: { ...common, Allow, ...preflightHeaders(common, Allow) }, body: null }
  }
  try {
    const reply = await run(found, request)
    return { ...reply, headers: { ...common, ...reply.headers } }
  } catch (error) {
    const reply = problemReply(knownError(error, request.ctx), request.ctx.requestId, found.allowed)
    return { ...reply, headers: { ...common, ...reply.headers } }
  }
}

async function run({ endpoint, params, dialect }: FoundEndpoint, request: ApiRequest): Promise<ApiReply> {
  if (!endpoint) throw new AppError('method_not_allowed')
  const actor = endpoint.auth === 'required' ? await authenticate(request) : null
  for (const id of Object.values(params)) if (!ID.test(id)) throw new AppError('not_found')
  const call: ApiCall = {
    body: endpoint.body ? parse(endpoint.body, await readJson(request)) : undefined,
    upload: endpoint.upload ? await readUpload(request, endpoint.upload) : new Uint8Array(),
    query: endpoint.query ? parse(endpoint.query, Object.fromEntries(new URLSearchParams(request.search))) : undefined,
    params,
    dialect,
  }
  const ctx: Context = { ...request.ctx, actor, client: dialect ? 'legacy-api' : 'api' }
  return present(await endpoint.handle(call, ctx), endpoint, request)
}

async function present({ body, bytes, headers: own, browserSession }: ApiResult, { success }: Endpoint, request: ApiRequest): Promise<ApiReply> {
  const headers: Record<string, string> = { 'Cache-Control': NO_STORE, ...own }
  if (browserSession) headers['Set-Cookie'] = await request.sessionCookie(browserSession)
  if (bytes) {
    headers['Content-Type'] = bytes.type
    headers['Content-Disposition'] = `attachment; filename="${bytes.filename}"`
    return { status: success.status, headers, body: bytes.content }
  }
  if (success.status === 204) return { status: 204, headers, body: null }
  headers['Content-Type'] ??= success.contentType ?? 'application/json'
  return { status: success.status, headers, body: JSON.stringify(body) }
}

/** By the bearer's token if there is one, else by the browser's cookie, which counts from our own origin only (S14). */
async function authenticate({ method, headers, ctx, findBrowserActor }: ApiRequest): Promise<Actor> {
  const { authorization, origin } = headers
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    const actor = token ? await actorOfAccessToken(token, ctx.now) : null
    if (!actor) throw new AppError('token_not_valid')
    return actor
  }
  // A read that is not sent across origins has no Origin.
  const isOwn = isOwnOrigin(origin) || (origin === undefined && !WRITES.has(method))
  if (!isOwn) throw new AppError('not_authenticated')
  const actor = await findBrowserActor()
  if (!actor) throw new AppError('not_authenticated')
  return actor
}

async function readJson({ headers, readBody }: ApiRequest): Promise<unknown> {
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw new AppError('body_too_large')
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(headers['content-type'] ?? '')) throw new AppError('unsupported_media_type')
  const bytes = await readBody(MAX_BODY_BYTES)
  try {
    return JSON.parse(UTF8.decode(bytes))
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

/** Only catalogued failures reach a client; everything else is logged. */
function knownError(error: unknown, ctx: Context): AppError {
  if (error instanceof AppError) return error
  logError('A request could not be processed', error, { requestId: ctx.requestId })
  return isDatabaseUnavailable(error) ? new AppError('database_unavailable', { retryAfterSeconds: 5 }) : new AppError('internal_error')
}
