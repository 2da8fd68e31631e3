import type { Actor } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { isOwnOrigin } from '@/lib/http/is-own-origin'
import { problemReply } from '@/lib/http/problem-reply'
import { actorOfAccessToken } from '@/lib/tokens/actor-of-access-token'
import type { ApiFormat } from './api-format'
import type { ApiRequest } from './api-request'
import { parseInput } from './parse-input'
import { isJson, parseJson, readBytes } from './read-body'

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** The format of /api/v1: JSON in and out, problem documents (RFC 9457). */
export const V1_FORMAT: ApiFormat = {
  context: { client: 'api' },
  allowsCredentials: false,
  authenticate,
  readBody: async (request, schema) => {
    if (!isJson(request.headers['content-type'])) throw new AppError('unsupported_media_type')
    return parseInput(schema, parseJson(await readBytes(request)))
  },
  bodyOf: (body) => body,
  failure: (error, { ctx }, allowed) => problemReply(error, ctx.requestId, allowed),
}

/** Authenticates by the bearer token, or by the browser's cookie, which is accepted only from our own origin (S14). */
async function authenticate({ method, headers, ctx, findBrowserActor }: ApiRequest): Promise<Actor> {
  const { authorization, origin } = headers
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
    const actor = token ? await actorOfAccessToken(token, ctx.now) : null
    if (!actor) throw new AppError('token_not_valid')
    return actor
  }
  // Browsers send no Origin with a same-origin GET.
  const isOwn = isOwnOrigin(origin) || (origin === undefined && !WRITES.has(method))
  if (!isOwn) throw new AppError('not_authenticated')
  const actor = await findBrowserActor()
  if (!actor) throw new AppError('not_authenticated')
  return actor
}
