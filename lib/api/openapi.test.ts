import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { ERROR_CATALOGUE } from '@/lib/errors/catalogue'
import { openApiDocument } from '@/lib/api/openapi-document'
import { API_ENDPOINTS } from '@/lib/api/api-endpoints'
import { LEGACY_ENDPOINTS, openApiPath } from '@/lib/legacy-api/endpoints'
import { legacyOperations } from '@/lib/legacy-api/openapi'
import { withConfig } from '@/lib/testing/with-config'

type Operation = {
  operationId: string
  tags: string[]
  summary: string
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: object; example?: unknown }> }>
  requestBody?: { $ref: string }
}

const settings = {
  endpoints: API_ENDPOINTS,
  moreOperations: legacyOperations,
  appUrl: 'http://localhost:3000',
  sessionCookie: 'vestibule.session',
}
const generated = openApiDocument(settings)
/** As clients receive it. */
const document = JSON.parse(JSON.stringify(generated)) as typeof generated & {
  components: Record<'schemas' | 'requestBodies' | 'responses', Record<string, Record<string, unknown>>>
}
const operations = Object.entries(document.paths).flatMap(([route, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${route}`,
    operation,
  })),
)
const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(document, 'openapi')

describe('The OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  test('contains no broken references and no unused components', () => {
    const text = JSON.stringify(document)
    const references = [...new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => String(reference)))]
    for (const reference of references) expect(resolve(reference), reference).toBeDefined()
    const used = new Set(references)
    const unused = Object.entries(document.components)
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, named]) => Object.keys(named as object).map((name) => `#/components/${kind}/${name}`))
      .filter((reference) => !used.has(reference))
    // Only described in words, because every path may return it.
    expect(unused).toEqual(['#/components/responses/MethodNotAllowed'])
  })

  test('has every path of the legacy API, with the content types that it accepts', () => {
    const byName = new Map(operations.map(({ name, operation }) => [name, operation]))
    for (const { entry, endpoint } of LEGACY_ENDPOINTS) {
      const name = `${endpoint.method} ${openApiPath(entry.path)}`
      expect(byName.get(name), name).toMatchObject({
        tags: [`Legacy API ${entry.service}`],
        'x-same-operation-as': endpoint.operationId,
        ...(endpoint.body
          ? {
              requestBody: {
                content: { 'application/json': {}, 'application/x-www-form-urlencoded': {}, 'multipart/form-data': {} },
              },
            }
          : {}),
      })
    }
  })

  test('documents that a legacy refresh may return only the access token, and rotates only if configured', () => {
    const { responses } = document.paths['/refresh']?.post as Operation
    const schema = responses['200']?.content?.['application/json']?.schema as { properties: object; required: string[] }
    expect([Object.keys(schema.properties), schema.required]).toEqual([['access', 'refresh', 'expires_in'], ['access']])
    expect(JSON.stringify(document.paths['/refresh'])).toContain('keeps its refresh token')
    withConfig({ LEGACY_REFRESH_ROTATION: 'on' })
    expect(JSON.stringify(openApiDocument(settings).paths['/refresh'])).not.toContain('keeps its refresh token')
  })

  test('documents which fields are alternatives, as the handlers accept them', () => {
    const endpointOf = (operationId: string) => API_ENDPOINTS.find((each) => each.operationId === operationId)
    const all = {
      logIn: { username: 'ada', email: 'ada@example.com', password: 'violet-anchor-47-meadow' },
      verifyEmail: { token: 'token', email: 'ada@example.com', otp: '480213', username: 'ada' },
      resetPassword: { token: 'token', password: 'violet-anchor-47-meadow', uidb64: 'MQ' },
    }
    for (const [operationId, body] of Object.entries(all)) {
      const schemaName = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Request`
      const validate = ajv.compile({ $ref: `openapi#/components/schemas/${schemaName}` })
      const fields = Object.entries(body)
      // Every combination of fields.
      for (let choice = 0; choice < 2 ** fields.length; choice++) {
        const given = Object.fromEntries(fields.filter((_, nth) => choice & (2 ** nth)))
        const isTaken = endpointOf(operationId)?.body?.safeParse(given).success
        expect(validate(given), `${operationId} ${JSON.stringify(given)}`).toBe(isTaken)
      }
    }
    expect(Object.keys(document.components.schemas.ResetPasswordRequest?.properties ?? {})).toContain('uidb64')
  })

  test('gives each operation a unique operationId, a described tag and a summary', () => {
    const names = operations.map(({ operation }) => operation.operationId)
    expect(names).toEqual([...new Set(names)])
    const tags = document.tags.map(({ name }) => name)
    for (const { name, operation } of operations) {
      expect(tags, name).toContain(operation.tags[0])
      expect(operation.summary, name).not.toBe('')
    }
  })

  test('has the whole error catalogue, and for each status only codes with that status', () => {
    const { enum: codes, description } = document.components.schemas.ErrorCode as {
      enum: string[]
      description: string
    }
    expect(codes).toEqual(Object.keys(ERROR_CATALOGUE))
    for (const [code, { status, text }] of Object.entries(ERROR_CATALOGUE)) {
      expect(description).toContain(`| \`${code}\` | ${status} | ${text} |`)
    }
    for (const { name, operation } of operations) {
      if (operation.tags[0]?.startsWith('Legacy API')) continue
      for (const [status, { $ref }] of Object.entries(operation.responses).filter(
        ([number]) => Number(number) >= 400,
      )) {
        const { content } = resolve(String($ref)) as { content: Record<string, Media> }
        const examples = Object.values(content['application/problem+json']?.examples ?? {})
        expect(examples.length, `${name} ${status}`).toBeGreaterThan(0)
        for (const { value } of examples) expect(value, `${name} ${status}`).toMatchObject({ status: Number(status) })
      }
    }
  })

  test('has an example of every JSON request and response', () => {
    for (const { method, path: route, body, success, example } of API_ENDPOINTS) {
      const name = `${method} ${route}`
      if (body) expect(example?.body, name).toBeDefined()
      if (success.schema && route !== '/api/v1/openapi.json') expect(example?.success, name).toBeDefined()
    }
  })

  test('has examples that are valid by its own schemas and by those of the handlers', () => {
    const examples = [...mediaTypesIn(document, '#')].flatMap(({ pointer, media }) => [
      ...(media.example === undefined ? [] : [{ pointer, value: media.example }]),
      ...Object.values(media.examples ?? {}).map(({ value }) => ({ pointer, value })),
    ])
    expect(examples.length).toBeGreaterThan(50)
    for (const { pointer, value } of examples) {
      const validate = ajv.compile({ $ref: `openapi${pointer}/schema` })
      expect(validate(value), `${pointer} ${JSON.stringify(value)} ${ajv.errorsText(validate.errors)}`).toBe(true)
    }
    for (const { operationId, body, success, example } of API_ENDPOINTS) {
      if (example?.body !== undefined) expect(body?.safeParse(example.body).error, operationId).toBeUndefined()
      if (example?.success !== undefined)
        expect(success.schema?.safeParse(example.success).error, operationId).toBeUndefined()
    }
  })
})

function resolve(reference: string): unknown {
  const [, , kind = '', name = ''] = reference.split('/')
  return (document.components as Record<string, Record<string, unknown>>)[kind]?.[name]
}

type Media = { schema?: unknown; example?: unknown; examples?: Record<string, { value: unknown }> }

/** Every media type under a `content`. */
function* mediaTypesIn(value: unknown, pointer: string): Generator<{ pointer: string; media: Media }> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    const place = `${pointer}/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`
    if (pointer.endsWith('/content')) yield { pointer: place, media: part as Media }
    else yield* mediaTypesIn(part, place)
  }
}
