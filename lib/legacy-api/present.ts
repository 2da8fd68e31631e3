import type { ApiReply, ApiRequest } from '@/lib/api/api-request'
import { config } from '@/lib/config/config'
import type { AppError, FieldErrors } from '@/lib/errors/app-error'
import type { ErrorCode } from '@/lib/errors/catalogue'
import { problemReply } from '@/lib/http/problem-reply'
import { problemText } from '@/lib/errors/problem-text'
import { englishErrors } from '@/lib/i18n/english-errors'
import type { LegacyPath } from './paths'
import { BLANK } from './read-input'

type Json = Record<string, unknown>

/** What Django REST Framework and SimpleJWT say, where clients compare it or show it. */
const DETAILS: Partial<Record<ErrorCode, string>> = {
  invalid_credentials: 'No active account found with the given credentials',
  not_authenticated: 'Authentication credentials were not provided.',
  forbidden: 'You do not have permission to perform this action.',
  not_found: 'Not found.',
}
/** The same at a field. */
const FIELD_TEXTS: Record<string, string> = {
  username_taken: 'A user with that username already exists.',
  email_taken: 'user with this email already exists.',
  username_missing: BLANK,
  email_missing: BLANK,
  password_missing: BLANK,
  new_password_missing: BLANK,
  identifier_missing: BLANK,
  link_incomplete: BLANK,
  text_missing: 'Not a valid string.',
}

/**
 * A failure as Django REST Framework answers it: on a 400 the fields with lists of messages, else `detail`, and `code`
 * where there is one. A taken username is 400; every other status is v1's.
 *
 * @param entry the path of the table
 * @param allowed the methods that the path takes, for a 405
 */
export function presentFailure(
  error: AppError,
  { entry, request: { method, headers, ctx }, allowed }: { entry: LegacyPath; request: ApiRequest; allowed: string[] },
): ApiReply {
  const { headers: sent } = problemReply(error, ctx.requestId, allowed)
  const status = error.status === 409 ? 400 : error.status
  const hasFields = status === 400 && Object.keys(error.fieldErrors).length > 0
  const body: Json = hasFields ? fieldsOf(error) : detailOf(error, entry, { method, type: headers['content-type'] })
  const [first] = Object.values(body).flat()
  const withError = entry.repeatsError || status >= 500 ? { ...body, error: body.detail ?? first } : body
  const reply = status === 500 ? { ...withError, request_id: ctx.requestId } : withError
  return { status, headers: { ...sent, 'Content-Type': 'application/json' }, body: JSON.stringify(reply) }
}

function fieldsOf({ fieldErrors }: AppError): FieldErrors {
  const entries = Object.entries(fieldErrors)
  return Object.fromEntries(
    entries.map(([field, problems]) => [
      field,
      problems.map((problem) => FIELD_TEXTS[problem] ?? problemText(problem, englishErrors)),
    ]),
  )
}

function detailOf(
  { code, message }: AppError,
  entry: LegacyPath,
  { method, type = '' }: { method: string; type: string | undefined },
): Json {
  if (code === 'method_not_allowed') return { detail: `Method "${method}" not allowed.`, code }
  if (code === 'unsupported_media_type') return { detail: `Unsupported media type "${type}" in request.`, code }
  if (code === 'invalid_json') return { detail: `JSON parse error - ${message}`, code }
  if (code === 'token_not_valid') return tokenProblem(message, entry)
  // A list has no other thing that can be missing.
  if (code === 'not_found' && entry.path === '/users') return { detail: 'Invalid page.', code }
  return { detail: DETAILS[code] ?? message, code }
}

/** Interceptors read `messages[0].message`, and refresh the token. */
function tokenProblem(message: string, { v1 }: LegacyPath): Json {
  const code = 'token_not_valid'
  if (v1 === '/api/v1/token/refresh')
    return { detail: message, code, messages: [{ token_class: 'RefreshToken', token_type: 'refresh', message }] }
  return {
    detail: 'Given token not valid for any token type',
    code,
    messages: [{ token_class: 'AccessToken', token_type: 'access', message }],
  }
}

/**
 * An endpoint's answer as the older service gave it: the ids of accounts, and what single paths answer differently.
 *
 * @param input what the endpoint was given
 */
export function presentSuccess(body: unknown, { path }: LegacyPath, input: unknown): unknown {
  const answer = withLegacyIds(body)
  return BODIES[path]?.(answer as Json, (input ?? {}) as Json) ?? answer
}

const BODIES: Record<string, (answer: Json, input: Json) => Json> = {
  '/api/register': (answer, { username, email }) => ({
    id: (answer.user as Json | undefined)?.id ?? null,
    username,
    email,
    ...answer,
  }),
  '/create-user': (answer) => ({ ...answer, message: `${String(answer.message)}!` }),
  // A client that is not told of the token that replaces its own would soon be taken for a thief.
  '/refresh': (answer, { refresh }) =>
    tokenId(answer.refresh) === tokenId(refresh) ? { access: answer.access } : answer,
}

/** By LEGACY_ID the account's number or its UUID. */
function withLegacyIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLegacyIds)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, withLegacyIds(inner)])
  const { number, ...rest } = Object.fromEntries(entries) as Json
  if (number === undefined) return rest
  return { ...rest, id: config().legacyId === 'number' ? (number ?? rest.id) : rest.id }
}

/** The `jti` of a token that was verified or has just been made. */
function tokenId(token: unknown): unknown {
  const [, payload = ''] = String(token).split('.')
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as Json).jti
}
