import { requireShownFor } from '@/lib/forms/account-mark'
import type { Actor, Context } from '@/lib/context'
import { config } from '@/lib/config/config'
import { isDatabaseUnavailable } from '@/lib/db/is-database-unavailable'
import { AppError } from '@/lib/errors/app-error'
import { apiHeaders, preflightHeaders } from '@/lib/http/api-headers'
import { SHOWN_FOR_HEADER } from '@/lib/forms/shown-for'
import { logError } from '@/lib/log/log-error'
import type { ApiFormat, FoundEndpoint } from './api-format'
import type { ApiReply, ApiRequest } from './api-request'
import type { ApiCall, ApiResult, Endpoint } from './endpoint'
import { parseInput } from './parse-input'
import { readUpload } from './read-upload'

/** The format of an id in a path. Anything else, such as NUL, must not reach the database. */
const ID = /^[\w-]{1,64}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const NO_STORE = 'no-store'

/**
 * Answers a request to an endpoint in a format: authenticates, validates the input, runs the endpoint, and turns every
 * failure into a response. Never throws.
 */
export async function runEndpoint(found: FoundEndpoint, request: ApiRequest, format: ApiFormat): Promise<ApiReply> {
  const { method, headers } = request
  const { corsHeaders, ...settings } = config()
  const common = apiHeaders({ ...settings, origin: headers.origin, allowsCredentials: format.allowsCredentials })
  if (method === 'OPTIONS') {
    const Allow = found.allowed.join(', ')
    return {
      status: 204,
      headers: { ...common, Allow, ...preflightHeaders(common, { allow: Allow, corsHeaders }) },
      body: null,
    }
  }
  try {
    const reply = await run(found, request, format)
    return { ...reply, headers: { ...common, ...reply.headers } }
  } catch (error) {
    const reply = format.failure(knownError(error, request.ctx), request, found.allowed)
    return { ...reply, headers: { ...common, ...reply.headers } }
  }
}

async function run({ endpoint, params }: FoundEndpoint, request: ApiRequest, format: ApiFormat): Promise<ApiReply> {
  if (!endpoint) throw new AppError('method_not_allowed')
  const actor = await authenticate(endpoint, request, format)
  // Our pages send the account they were shown for: another account may have logged in since. API clients know theirs.
  const shownFor = request.headers[SHOWN_FOR_HEADER.toLowerCase()]
  if (actor && shownFor !== undefined) requireShownFor(shownFor, actor)
  const ids = Object.entries(params).map(([name, id]) => [name, idOf(id)])
  const call: ApiCall = {
    body: endpoint.body ? await format.readBody(request, endpoint.body) : undefined,
    upload: endpoint.upload ? await readUpload(request, endpoint.upload) : new Uint8Array(),
    query: endpoint.query
      ? parseInput(endpoint.query, Object.fromEntries(new URLSearchParams(request.search)))
      : undefined,
    params: Object.fromEntries(ids) as Record<string, string>,
  }
  const ctx: Context = { ...request.ctx, ...format.context, actor }
  const result = await endpoint.handle(call, ctx)
  const body = format.bodyOf(result.body, call.body)
  return present({ ...result, body }, endpoint, request)
}

async function authenticate({ auth }: Endpoint, request: ApiRequest, format: ApiFormat): Promise<Actor | null> {
  if (auth === 'none') return null
  try {
    return await format.authenticate(request)
  } catch (error) {
    if (auth === 'optional' && error instanceof AppError) return null
    throw error
  }
}

/** UUIDs are case-insensitive (RFC 9562, 4): some clients print them in capitals. */
function idOf(id: string): string {
  if (!ID.test(id)) throw new AppError('not_found')
  return UUID.test(id) ? id.toLowerCase() : id
}

async function present(
  { body, bytes, headers: own, browserSession }: ApiResult,
  { success }: Endpoint,
  request: ApiRequest,
): Promise<ApiReply> {
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

/** Clients only see errors of the catalogue; everything else is logged. */
function knownError(error: unknown, ctx: Context): AppError {
  if (error instanceof AppError) return error
  logError('A request could not be processed', error, { requestId: ctx.requestId })
  return isDatabaseUnavailable(error)
    ? new AppError('database_unavailable', { retryAfterSeconds: 5 })
    : new AppError('internal_error')
}
