import { z } from 'zod'
import type { Endpoint } from './endpoint'
import { OpenApiComponents, type Json } from './openapi-components'
import { addProblemSchemas, errorCodesOf, errorResponses } from './openapi-errors'

const DESCRIPTION = `
The JSON API of Vestibule. For every endpoint:

- Requests and responses are JSON, in \`snake_case\`. Dates are RFC 3339 in UTC. A body needs \`Content-Type: application/json\`
  and may have at most 64 KiB, except for pictures. Unknown fields are ignored.
- Log in at \`POST /api/v1/token\` and send \`access\` from the response as \`Authorization: Bearer …\`. The session cookie of a
  logged-in browser works too, from the pages' own origin.
- A trailing slash is optional everywhere, without a redirect.
- Errors are \`application/problem+json\` (RFC 9457) with a \`code\` from one closed list: see the schema \`ErrorCode\`. An unknown
  path is 404 \`not_found\`; an unsupported method is 405 \`method_not_allowed\` with \`Allow\`.
- 429 and 503 have \`Retry-After\`: how many seconds to wait before you retry.
- Every response has an \`X-Request-Id\`, which identifies its log entries.
`.trim()

/** Additional operations and their tags. */
export type MoreOperations = (components: OpenApiComponents) => {
  tags: { name: string; description: string }[]
  operations: { path: string; method: string; operation: Json }[]
}

/**
 * The OpenAPI 3.1 document of the API. It is generated from the endpoint definitions, whose schemas validate requests,
 * the error catalogue and the table of the legacy API. Clients may rely on its operationIds.
 */
export function openApiDocument({
  endpoints,
  moreOperations,
  appUrl,
  sessionCookie,
}: {
  endpoints: Endpoint[]
  moreOperations: MoreOperations
  /** APP_URL */
  appUrl: string
  /** The name of the browser's cookie. */
  sessionCookie: string
}) {
  const components = new OpenApiComponents()
  addProblemSchemas(components)
  addHeaders(components)
  addSecuritySchemes(components, sessionCookie)
  errorResponses(['not_found', 'method_not_allowed'], components)

  const paths: Record<string, Json> = {}
  const add = (path: string, method: string, operation: Json) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  for (const endpoint of endpoints) add(endpoint.path, endpoint.method, operationOf(endpoint, components))
  const more = moreOperations(components)
  for (const { path, method, operation } of more.operations) add(path, method, operation)
  const tags = [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name }))

  return {
    openapi: '3.1.0',
    info: {
      title: 'Vestibule',
      version: '1.0.0',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: appUrl }],
    tags: [...tags, ...more.tags],
    paths,
    components: components.toJSON(),
  }
}

const SECURITY = {
  none: [],
  optional: [{}, { bearerAuth: [] }, { cookieAuth: [] }],
  required: [{ bearerAuth: [] }, { cookieAuth: [] }],
} satisfies Record<Endpoint['auth'], Json[]>

function operationOf(endpoint: Endpoint, components: OpenApiComponents): Json {
  const { operationId, summary, description, tag, auth, query, path, body, upload, success } = endpoint
  const parameters = parametersOf({ path, query }, components)
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: SECURITY[auth],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: requestBodyOf(endpoint, components) } : {}),
    ...(upload ? { requestBody: uploadOf(upload) } : {}),
    responses: {
      [success.status]: successResponse(endpoint, components),
      ...errorResponses(errorCodesOf(endpoint), components),
    },
  }
}

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** The path and query parameters of an endpoint. */
export function parametersOf({ path, query }: Pick<Endpoint, 'path' | 'query'>, components: OpenApiComponents): Json[] {
  return [...pathParameters(path), ...(query ? queryParameters(query, components) : [])]
}

function pathParameters(path: string): Json[] {
  const list = path.replace(/\/\{.*$/, '')
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: `An \`id\` of \`GET ${list}\`.`,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType, components: OpenApiComponents): Json[] {
  const { properties, required = [] } = components.schemaOf(query, 'input') as {
    properties: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    ...(required.includes(name) ? { required: true } : {}),
    ...(description ? { description } : {}),
    schema,
  }))
}

function requestBodyOf({ operationId, body, example }: Endpoint, components: OpenApiComponents) {
  const name = capitalised(operationId)
  return components.add('requestBodies', name, () => ({
    required: true,
    content: {
      'application/json': {
        schema: components.add('schemas', `${name}Request`, () => components.schemaOf(body ?? z.unknown(), 'input')),
        ...(example?.body === undefined ? {} : { example: example.body }),
      },
    },
  }))
}

function uploadOf({ field, types }: NonNullable<Endpoint['upload']>): Json {
  const form = { type: 'object', required: [field], properties: { [field]: { type: 'string', format: 'binary' } } }
  const file = { schema: { type: 'string', format: 'binary' } }
  const contents = [['multipart/form-data', { schema: form }], ...types.map((type) => [type, file])]
  return { required: true, content: Object.fromEntries(contents) }
}

function successResponse({ operationId, success, example }: Endpoint, components: OpenApiComponents): Json {
  const { description, schema, contentType } = success
  const response = { description, headers: { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } } }
  if (!schema && !contentType) return response
  if (!schema)
    return { ...response, content: { [String(contentType)]: { schema: { type: 'string', format: 'binary' } } } }
  const json = components.schemaOf(schema, 'output')
  const content = {
    schema: '$ref' in json ? json : components.add('schemas', `${capitalised(operationId)}Response`, () => json),
    ...(example?.success === undefined ? {} : { example: example.success }),
  }
  return { ...response, content: { [contentType ?? 'application/json']: content } }
}

function addHeaders(components: OpenApiComponents) {
  const header = (name: string, schema: Json, description: string) =>
    components.add('headers', name, () => ({ required: true, description, schema }))
  header('X-Request-Id', { type: 'string', format: 'uuid' }, 'Identifies the log entries of this request.')
  header('Retry-After', { type: 'integer', minimum: 1 }, 'How many seconds to wait before you retry.')
  header(
    'WWW-Authenticate',
    { type: 'string' },
    '`Bearer`: log in. `Bearer error="invalid_token"`: the token is not valid.',
  )
  header('Allow', { type: 'string' }, 'The methods that this path supports.')
}

function addSecuritySchemes(components: OpenApiComponents, sessionCookie: string) {
  components.add('securitySchemes', 'bearerAuth', () => ({
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: '`access` from the response of `POST /api/v1/token`.',
  }))
  components.add('securitySchemes', 'cookieAuth', () => ({
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookie,
    description:
      'The session cookie that a login on the pages sets. It works from the pages’ own origin only; a request that writes needs that `Origin`.',
  }))
}
