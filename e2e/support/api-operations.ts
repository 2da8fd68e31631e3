import { randomUUID } from 'node:crypto'
import { GOOD_PASSWORD } from '../../lib/testing/operation-fixtures'

/** An operation of the OpenAPI document, as far as generated requests need it. */
export type ApiOperation = {
  method: string
  /** `/api/v1/users/{id}` */
  path: string
  /** Whether an access token is asked for. */
  isProtected: boolean
  /** The fields of its JSON body; null when it takes none. */
  fields: string[] | null
  required: string[]
  /** The parameters of its query. */
  query: string[]
  /** Whether it is a path of the legacy API, which another endpoint is behind. */
  isLegacy: boolean
  /** Whether a page has the same path, for browsers. */
  sharesItsPath: boolean
}

type Schema = {
  $ref?: string
  properties?: Record<string, unknown>
  required?: string[]
  anyOf?: Schema[]
  allOf?: Schema[]
}
type Operation = {
  security?: unknown[]
  requestBody?: { $ref?: string; content?: Record<string, { schema: Schema }> }
  parameters?: { name: string; in: string }[]
  description?: string
  tags?: string[]
}
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; requestBodies: Record<string, NonNullable<Operation['requestBody']>> }
}

/** Every operation that a server publishes: v1 and the legacy API. */
export async function apiOperations(origin: string): Promise<ApiOperation[]> {
  const response = await fetch(`${origin}/api/v1/openapi.json`)
  const { paths, components } = (await response.json()) as Document
  const byName = <T>(named: Record<string, T>, reference: string) => named[reference.split('/').at(-1) ?? '']

  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, { security = [], requestBody, parameters = [], description = '', tags = [] }]): ApiOperation => {
        const body = requestBody?.$ref ? byName(components.requestBodies, requestBody.$ref) : requestBody
        const given = body?.content?.['application/json']?.schema
        const schema = given?.$ref ? byName(components.schemas, given.$ref) : given
        return {
          method: method.toUpperCase(),
          path,
          isProtected: security.length > 0,
          fields: schema ? Object.keys(schema.properties ?? {}) : null,
          required: schema?.required ?? [],
          query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
          isLegacy: tags.some((tag) => tag.startsWith('Legacy API')),
          sharesItsPath: description.includes('A page has the same path'),
        }
      },
    ),
  )
}

/** A body that is right in form, of fields that the document knows. */
export function sampleBody(fields: string[]): Record<string, string> {
  const unique = randomUUID().slice(0, 8)
  const samples: Record<string, string> = {
    email: `sample-${unique}@example.com`,
    new_email: `sample-${unique}@example.com`,
    username: `sample-${unique}`,
    name: 'Sam Ple',
    password: GOOD_PASSWORD,
    old_password: GOOD_PASSWORD,
    new_password: 'amber-kettle-93-harbor',
    otp: '000000',
    token: 'no-token',
    refresh: 'no.refresh.token',
    uidb64: 'MQ',
    bio: 'About me',
    location: 'London',
    website: 'https://example.com',
    phone: '+34 600 000 000',
  }
  return Object.fromEntries(fields.map((field) => [field, samples[field] ?? 'text']))
}

/** An operation's path with an id in it. */
export function concretePath({ path }: ApiOperation, id: string): string {
  return path.replace(/\{\w+\}/, id)
}
