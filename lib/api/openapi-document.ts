import { z } from 'zod'
import { DIALECT_PATHS, type DialectPath } from '@/lib/http/dialects'
import type { Endpoint } from './endpoint'
import { OpenApiComponents, type Json } from './openapi-components'
import { addProblemSchemas, errorCodesOf, errorResponses } from './openapi-errors'

const DESCRIPTION = `
The JSON API of Vestibule. What holds for every endpoint:

- JSON in and out, in \`snake_case\`. Dates are RFC 3339 in UTC. A body is sent with \`Content-Type: application/json\` and has
  at most 64 KiB, but for pictures. Unknown fields are ignored.
- Log in at \`POST /api/v1/token\` and send the answer's \`access\` as \`Authorization: Bearer …\`. The cookie of a browser that
  has logged in works too, from the pages' own origin.
- A trailing slash is optional everywhere, and answered directly.
- Errors are \`application/problem+json\` (RFC 9457) with a \`code\` from one closed list: see the schema \`ErrorCode\`. A path that
  is none is 404 \`not_found\`, another method 405 \`method_not_allowed\` with \`Allow\`.
- 429 and 503 say in \`Retry-After\` after how many seconds another try makes sense.
- Every response has an \`X-Request-Id\`, by which its entries are found in the log.
`.trim()

const DIALECT_TAGS = (['A', 'B', 'D', 'E'] as const).map((dialect) => ({
  name: `Dialect ${dialect}`,
  description: 'Paths of an older service, kept for its clients: the same operations under other names. New clients use /api/v1.',
}))

/**
 * The OpenAPI 3.1 document of the API: made of the endpoints' own definitions, whose schemas the handlers run, of the error
 * catalogue, and of the table of older services' paths. Clients may rely on its operationIds.
 */
export function openApiDocument({ endpoints, appUrl, sessionCookie, rotatesDialectRefresh }: {
  endpoints: Endpoint[]
  /** APP_URL */
  appUrl: string
  /** The name of the browser's cookie. */
  sessionCookie: string
  /** DIALECT_REFRESH_ROTATION */
  rotatesDialectRefresh: boolean
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
  for (const dialectPath of DIALECT_PATHS) {
    for (const endpoint of endpointsBehind(dialectPath, endpoints)) {
      const operation = dialectOperationOf(dialectPath, endpoint, { components, rotatesDialectRefresh })
      add(openApiPath(dialectPath.path), endpoint.method, operation)
    }
  }
  const tags = [...new Set(endpoints.map(({ tag }) => tag))].map((name) => ({ name }))

  return {
    openapi: '3.1.0',
    info: { title: 'Vestibule', version: '1.0.0', description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: appUrl }],
    tags: [...tags, ...DIALECT_TAGS],
    paths,
    components: components.toJSON(),
  }
}

function operationOf(endpoint: Endpoint, components: OpenApiComponents): Json {
  const { operationId, summary, description, tag, auth, query, path, body, upload, success } = endpoint
  const parameters = [...pathParameters(path), ...(query ? queryParameters(query, components) : [])]
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    security: auth === 'required' ? [{ bearerAuth: [] }, { cookieAuth: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: requestBodyOf(endpoint, components) } : {}),
    ...(upload ? { requestBody: uploadOf(upload) } : {}),
    responses: {
      [success.status]: successResponse(endpoint, components),
      ...errorResponses(errorCodesOf(endpoint), components),
    },
  }
}

/** The operation behind a path of an older service, under a name of its own, with what is different there. */
function dialectOperationOf(
  { dialect, only, note, answersAccessAlone }: DialectPath,
  endpoint: Endpoint,
  { components, rotatesDialectRefresh }: { components: OpenApiComponents; rotatesDialectRefresh: boolean },
): Json {
  const operation = operationOf(endpoint, components)
  const { schema } = endpoint.success
  const answersRefresh = schema instanceof z.ZodObject && 'refresh' in schema.shape
  const description = [
    `The same operation as \`${endpoint.method} ${endpoint.path}\`.`,
    endpoint.description,
    answersRefresh && !rotatesDialectRefresh
      ? 'A session that began on a path of an older service keeps its refresh token: it is not replaced, and valid until the session ends.'
      : undefined,
    note,
    only && PAGE_ON_THE_SAME_PATH[only],
  ]
  const responses = operation.responses as Json
  if (answersAccessAlone && schema instanceof z.ZodObject) responses['200'] = accessAloneResponse(schema, components)
  return {
    ...operation,
    operationId: `dialect${dialect}${capitalised(endpoint.operationId)}`,
    tags: [`Dialect ${dialect}`],
    description: description.filter(Boolean).join('\n\n'),
    ...(only === 'authorization' ? { security: [{ bearerAuth: [] }] } : {}),
    'x-same-operation-as': endpoint.operationId,
  }
}

const PAGE_ON_THE_SAME_PATH = {
  json: 'A page has the same path: `Content-Type: application/json` is what makes a request one to the API.',
  authorization: 'A page has the same path: `Authorization: Bearer …` is what makes a request one to the API.',
}

function endpointsBehind({ methods, v1 }: DialectPath, endpoints: Endpoint[]): Endpoint[] {
  return endpoints.filter(({ path, method }) => path === openApiPath(v1) && methods.some((known) => known === method))
}

/** `/users/:id` → `/users/{id}` */
const openApiPath = (path: string) => path.replace(/:(\w+)/g, '{$1}')

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

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
  if (!schema) return { ...response, content: { [String(contentType)]: { schema: { type: 'string', format: 'binary' } } } }
  const json = components.schemaOf(schema, 'output')
  const content = {
    schema: '$ref' in json ? json : components.add('schemas', `${capitalised(operationId)}Response`, () => json),
    ...(example?.success === undefined ? {} : { example: example.success }),
  }
  return { ...response, content: { [contentType ?? 'application/json']: content } }
}

function accessAloneResponse(schema: z.ZodObject, components: OpenApiComponents): Json {
  return {
    description: 'A new access token; the new refresh token too, where the session’s was replaced.',
    headers: { 'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' } },
    content: { 'application/json': { schema: components.schemaOf(schema.partial().required({ access: true }), 'output') } },
  }
}

function addHeaders(components: OpenApiComponents) {
  const header = (name: string, schema: Json, description: string) =>
    components.add('headers', name, () => ({ required: true, description, schema }))
  header('X-Request-Id', { type: 'string', format: 'uuid' }, 'By which the entries of this request are found in the log.')
  header('Retry-After', { type: 'integer', minimum: 1 }, 'After how many seconds another try makes sense.')
  header('WWW-Authenticate', { type: 'string' }, '`Bearer`: log in. `Bearer error="invalid_token"`: the token that was sent is no good.')
  header('Allow', { type: 'string' }, 'The methods of this path.')
}

function addSecuritySchemes(components: OpenApiComponents, sessionCookie: string) {
  components.add('securitySchemes', 'bearerAuth', () => ({
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The `access` of `POST /api/v1/token`.',
  }))
  components.add('securitySchemes', 'cookieAuth', () => ({
    type: 'apiKey',
    in: 'cookie',
    name: sessionCookie,
    description:
      'What a log-in on the pages leaves in a browser. It counts from the pages’ own origin only; a write needs that `Origin`.',
  }))
}
