import type { ApiFormat } from '@/lib/api/api-format'
import type { ApiRequest } from '@/lib/api/api-request'
import { config } from '@/lib/config/config'
import type { Actor } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { actorOfAccessToken } from '@/lib/tokens/actor-of-access-token'
import type { LegacyPath } from './paths'
import { presentFailure, presentSuccess } from './present'
import { readInput } from './read-input'

/** SimpleJWT's AUTH_HEADER_TYPES, as services had it set. */
const TOKEN = /^(?:Bearer|JWT|Token) +(\S+) *$/i

/**
 * The format of a path of the legacy API: that of Django REST Framework and SimpleJWT. No cookie counts there (S14,
 * S18).
 */
export function legacyFormat(entry: LegacyPath): ApiFormat {
  return {
    context: { client: 'legacy-api', emailVerification: config().legacyVerification[entry.service] },
    allowsCredentials: true,
    authenticate,
    readBody: (request, schema) => readInput(request, { schema, required: entry.required }),
    bodyOf: (body, input) => presentSuccess(body, entry, input),
    failure: (error, request, allowed) => presentFailure(error, { entry, request, allowed }),
  }
}

async function authenticate({ headers: { authorization }, ctx }: ApiRequest): Promise<Actor> {
  if (authorization === undefined) throw new AppError('not_authenticated')
  const token = TOKEN.exec(authorization)?.[1]
  const actor = token ? await actorOfAccessToken(token, ctx.now) : null
  if (!actor) throw new AppError('token_not_valid')
  return actor
}
