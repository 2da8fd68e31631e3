import { z } from 'zod'
import { profileObjectSchema, publicUserObjectSchema } from '@/lib/accounts/schemas'
import type { Endpoint } from '@/lib/api/endpoint'
import type { Json, OpenApiComponents } from '@/lib/api/openapi-components'
import { parametersOf, type MoreOperations } from '@/lib/api/openapi-document'
import { errorCodesOf } from '@/lib/api/openapi-errors'
import { config } from '@/lib/config/config'
import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { LEGACY_ENDPOINTS, openApiPath, type LegacyEndpoint } from './endpoints'

const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data']

const TAGS = (['A', 'B', 'D', 'E'] as const).map((service) => ({
  name: `Legacy API ${service}`,
  description:
    'Paths of an older service, kept for its clients, with the inputs and answers of Django REST Framework and SimpleJWT. New clients use /api/v1.',
}))

/** The legacy API in the OpenAPI document: each of its paths, with what is different there. */
export const legacyOperations: MoreOperations = (components) => {
  components.add('schemas', 'LegacyError', legacyErrorSchema)
  components.add('schemas', 'LegacyFieldErrors', legacyFieldErrorsSchema)
  const operations = LEGACY_ENDPOINTS.map(({ entry, endpoint }) => ({
    path: openApiPath(entry.path),
    method: endpoint.method,
    operation: legacyOperation({ entry, endpoint }, components),
  }))
  return { tags: TAGS, operations }
}

function legacyOperation({ entry, endpoint }: LegacyEndpoint, components: OpenApiComponents): Json {
  const { service, note, isPageToo, path } = entry
  const { body, query, success, auth, method, operationId, summary } = endpoint
  const schema = success.schema && legacyAnswer(success.schema, path)
  const answersRefresh = success.schema instanceof z.ZodObject && 'refresh' in success.schema.shape
  const description = [
    `As \`${method} ${openApiPath(entry.v1)}\`, in the format of Django REST Framework. The \`id\` of an account is its number.`,
    endpoint.description,
    answersRefresh && !config().rotatesLegacyRefresh
      ? 'A session that starts on a legacy path keeps its refresh token: it is not replaced, and is valid until the session ends.'
      : undefined,
    note,
    isPageToo && 'A page has the same path: it is for browsers that navigate or submit a form.',
  ]
  const parameters = parametersOf({ path: openApiPath(path), ...(query ? { query } : {}) }, components)
  const content = schema && { 'application/json': { schema: components.schemaOf(schema, 'output') } }
  return {
    operationId: `legacy${service}${pascalCase(path)}${pascalCase(`/${method.toLowerCase()}`)}`,
    tags: [`Legacy API ${service}`],
    summary,
    description: description.filter(Boolean).join('\n\n'),
    security: SECURITY[auth],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: requestBody(body, components) } : {}),
    responses: {
      [success.status]: { description: success.description, headers: HEADERS, ...(content ? { content } : {}) },
      ...failures(endpoint),
    },
    'x-same-operation-as': operationId,
  }
}

const SECURITY = { none: [], optional: [{}, { bearerAuth: [] }], required: [{ bearerAuth: [] }] }
const HEADERS = { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } }

const id = z.union([z.int(), z.string()]).meta({ description: 'The account’s number; its UUID with `LEGACY_ID=uuid`.' })
const legacyProfile = profileObjectSchema.omit({ number: true }).extend({ id }).meta({ id: 'LegacyProfile' })
const legacyUser = publicUserObjectSchema.omit({ number: true }).extend({ id }).meta({ id: 'LegacyUser' })

/** An endpoint's answer with accounts as legacy paths show them, and with what single paths answer differently. */
function legacyAnswer(schema: z.ZodType, path: string): z.ZodType {
  const answer = withLegacyAccounts(schema)
  if (path === '/users/:id' && schema === publicUserObjectSchema) return z.union([legacyUser, legacyProfile])
  if (!(answer instanceof z.ZodObject)) return answer
  if (path === '/refresh') return answer.partial().required({ access: true })
  return path === '/api/register' ? answer.extend({ id: id.nullable(), username: z.string() }) : answer
}

function withLegacyAccounts(schema: z.ZodType): z.ZodType {
  if (schema === profileObjectSchema) return legacyProfile
  if (schema === publicUserObjectSchema) return legacyUser
  if (schema instanceof z.ZodOptional) return withLegacyAccounts(schema.unwrap() as z.ZodType).optional()
  if (schema instanceof z.ZodArray) return z.array(withLegacyAccounts(schema.element as z.ZodType))
  if (schema instanceof z.ZodUnion)
    return z.union(schema.options.map((option) => withLegacyAccounts(option as z.ZodType)))
  if (!(schema instanceof z.ZodObject)) return schema
  const shape = Object.entries(schema.shape).map(([name, inner]) => [name, withLegacyAccounts(inner as z.ZodType)])
  return z.object(Object.fromEntries(shape) as z.ZodRawShape)
}

function requestBody(body: z.ZodType, components: OpenApiComponents): Json {
  const schema = components.schemaOf(body, 'input')
  return {
    required: true,
    content: Object.fromEntries(['application/json', ...FORM_TYPES].map((type) => [type, { schema }])),
  }
}

function failures(endpoint: Endpoint): Json {
  const codes = errorCodesOf(endpoint)
  const statusOf = (code: (typeof codes)[number]) =>
    ERROR_CATALOGUE[code].status === 409 ? 400 : ERROR_CATALOGUE[code].status
  const statuses = [...new Set(codes.map(statusOf))]
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes
          .filter((code) => statusOf(code) === status)
          .map((code) => `\`${code}\``)
          .join(', '),
        headers: HEADERS,
        content: {
          'application/json': {
            schema: status === 400 ? { anyOf: [ref('LegacyFieldErrors'), ref('LegacyError')] } : ref('LegacyError'),
          },
        },
      },
    ]),
  )
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

function legacyErrorSchema(): Json {
  return {
    type: 'object',
    description: 'An error of the legacy API that concerns no field.',
    required: ['detail', 'code'],
    properties: {
      detail: { type: 'string' },
      code: ref('ErrorCode'),
      error: { type: 'string', description: 'The same as `detail`, for clients that read it.' },
      messages: {
        type: 'array',
        description: 'What is wrong with a token.',
        items: {
          type: 'object',
          required: ['token_class', 'token_type', 'message'],
          properties: { token_class: { type: 'string' }, token_type: { type: 'string' }, message: { type: 'string' } },
        },
      },
      request_id: { type: 'string' },
    },
  }
}

function legacyFieldErrorsSchema(): Json {
  return {
    type: 'object',
    description: 'Messages by field.',
    properties: { error: { type: 'string', description: 'The first of them, for clients that read it.' } },
    additionalProperties: ref('Messages'),
  }
}

/** `/api/auth/login` → `ApiAuthLogin` */
const pascalCase = (path: string) => path.replace(/[^a-z]+([a-z]?)/gi, (_, letter: string) => letter.toUpperCase())
