import * as fc from 'fast-check'
import type { OpenApiDocument } from '../../../e2e/support/openapi-response'
import { hostileText, hostileValue } from './hostile'

/** A request that a stranger can write, as text: it is shown where it fails. */
export type FuzzRequest = {
  method: string
  /** Path and query. */
  target: string
  headers: Record<string, string>
  body: string | null
  /** How the body's text becomes bytes: `latin1` makes bytes that are no UTF-8. */
  encoding: 'utf8' | 'latin1'
}

type Schema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
}
type Parameter = { name: string; in: string; schema: Schema }
type Operation = {
  parameters?: Parameter[]
  requestBody?: { $ref?: string; content?: Record<string, { schema: Schema }> }
}

/**
 * What a request may say of an account that exists, so that some of them get past the first check. Put in when the
 * request is sent ({@link withKnown}), since requests end sessions and spend tokens.
 */
export type Known = Record<'id' | 'username' | 'email' | 'password' | 'access' | 'refresh' | 'fresh', string>

const KNOWN = /§(id|username|email|password|access|refresh|fresh)§/g

/** By the name of a field, what makes sense in it. */
const SENSIBLE: Record<string, string[]> = {
  username: ['§username§', '§email§', 'user-§fresh§'],
  email: ['§email§', '§fresh§@example.com', '§fresh§@bücher.example'],
  new_email: ['§email§', '§fresh§@example.com'],
  password: ['§password§', 'violet-anchor-§fresh§'],
  old_password: ['§password§'],
  new_password: ['§password§', 'violet-anchor-§fresh§'],
  refresh: ['§refresh§', '§access§'],
  token: ['§access§', '§refresh§', '§fresh§'],
  otp: ['000000', '123 456'],
  code: ['000000', '123 456'],
  identifier: ['§username§', '§email§', '§fresh§'],
  formToken: ['§fresh§'],
  q: ['§username§'],
  cursor: ['§id§', 'bm90aGluZw'],
  limit: ['1', '100', '0', '101', '-1', '1e2', '0x10'],
  website: ['https://example.com/§fresh§'],
  phone: ['+34 600 000 000'],
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Requests to every operation of an OpenAPI document, bent in their structure: types, keys, escapes, headers, types of
 * content.
 */
export function fuzzRequests(document: OpenApiDocument): fc.Arbitrary<FuzzRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      path,
      method: method.toUpperCase(),
      operation: operation as Operation,
    })),
  )
  return fc
    .constantFrom(...operations)
    .chain(({ path, method, operation }) =>
      fc.record({
        method: mostly(fc.constant(method), fc.constantFrom(...METHODS)),
        target: targetOf(path, operation),
        headers: headers(),
        content: contentOf(operation, document),
      }),
    )
    .map(({ content, headers: own, ...request }) => ({
      ...request,
      ...content,
      headers: { ...content.headers, ...own },
    }))
}

/** The request with the known account's facts in it. */
export function withKnown(request: FuzzRequest, known: Known): FuzzRequest {
  const fill = (text: string) => text.replace(KNOWN, (_, name: keyof Known) => known[name])
  return {
    ...request,
    target: request.target.replace(KNOWN, (_, name: keyof Known) => encodeURIComponent(known[name])),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, fill(value)])),
    body: request.body === null ? null : fill(request.body),
  }
}

function mostly<T>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: seldom })
}

/** As part of a URL or form; a place for what is known stays one. */
const escaped = (text: string) => encodeURIComponent(text.toWellFormed()).slice(0, 4000).replaceAll('%C2%A7', '§')

/** What stands in a URL: as it should, or with escapes that make no text. */
const hostileSegment = fc.oneof(
  hostileText.map(escaped),
  fc.constantFrom('%', '%zz', '%c3', '%ff', '%ed%a0%80', '%00', '..', '%2e%2e', '%2f', '.', ';a=b', 'a'.repeat(3000)),
)

function targetOf(path: string, { parameters = [] }: Operation): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const segments = fc.tuple(
    ...names.map(() => mostly(fc.constantFrom('§id§', '00000000-0000-7000-8000-000000000000'), hostileSegment)),
  )
  const pathname = segments.map((values) =>
    names.reduce((text, name, index) => text.replace(`{${name}}`, () => values[index] ?? ''), path),
  )
  const known = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  const pair = fc.tuple(
    known.length > 0 ? mostly(fc.constantFrom(...known), hostileSegment) : hostileSegment,
    fc.oneof(hostileSegment, fc.constantFrom(...known.flatMap((name) => SENSIBLE[name] ?? []), '')),
  )
  // The same name twice too.
  const query = fc
    .array(
      pair.map(([name, value]) => `${name}=${value}`),
      { maxLength: 4 },
    )
    .map((pairs) => pairs.join('&'))
  const end = mostly(fc.constant(''), fc.constantFrom('/', '/x', '?', '?&&==', '#x'))
  return fc
    .tuple(pathname, end, mostly(fc.constant(''), query))
    .map(([name, last, search]) => `${name}${last}${search ? `?${search}` : ''}`)
}

/** Without control characters, which no server's parser lets through. */
const headerValue = hostileText.map((text) => text.replace(/[^\u0020-\u007e\u00a1-\u00ff]/g, '').slice(0, 2000))

function headers(): fc.Arbitrary<Record<string, string>> {
  const authorization = fc.oneof(
    { weight: 6, arbitrary: fc.constant('Bearer §access§') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'Bearer §refresh§',
        'Bearer',
        'Bearer  ',
        'JWT §access§',
        'Token x',
        'Basic Og==',
        'Bearer a.b.c',
        'Bearer eyJhbGciOiJub25lIn0.e30.',
      ),
    },
    { weight: 1, arbitrary: headerValue },
  )
  const seldom = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: undefined, freq: 1 })
  return fc
    .record({
      authorization: fc.option(authorization, { nil: undefined, freq: 4 }),
      origin: seldom(fc.constantFrom('null', 'https://evil.example', 'http://localhost:3000', 'http://[', '')),
      cookie: seldom(
        fc.oneof(
          headerValue,
          fc.constantFrom('vestibule.session=x', 'authjs.session-token=a.b.c', '=;=;', 'a'.repeat(2000)),
        ),
      ),
      accept: seldom(fc.constantFrom('*/*', 'text/html', 'application/json;q=0', ',,;q=x')),
      'accept-language': seldom(fc.oneof(headerValue, fc.constantFrom('ar;q=2', '*', 'en-'.repeat(300), 'x;q=NaN'))),
      'user-agent': seldom(headerValue),
      'access-control-request-method': seldom(fc.constantFrom('POST', 'x', '')),
      'content-encoding': seldom(fc.constantFrom('gzip', 'br', 'identity')),
      'x-request-id': seldom(headerValue),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    )
}

type Content = Pick<FuzzRequest, 'body' | 'encoding' | 'headers'>

function contentOf({ requestBody }: Operation, document: OpenApiDocument): fc.Arbitrary<Content> {
  const { content = {} } = resolve<NonNullable<Operation['requestBody']>>(requestBody ?? {}, document)
  const none: Content = { body: null, encoding: 'utf8', headers: {} }
  if (Object.keys(content).length === 0) return mostly(fc.constant(none), jsonContent(fc.constant({})))
  const json = content['application/json']
  if (!json) return mostly(uploadContent, fc.constant(none))
  const fields = fieldsOf(json.schema, document)
  return fc.oneof(
    { weight: 12, arbitrary: jsonContent(fields) },
    { weight: 2, arbitrary: formContent(fields) },
    { weight: 1, arbitrary: multipartContent(fields) },
    { weight: 1, arbitrary: fc.constant(none) },
  )
}

/** The fields of a body, some left out, some of another kind, with some that are not the client's to write. */
function fieldsOf(schema: Schema, document: OpenApiDocument): fc.Arbitrary<Record<string, unknown>> {
  const { properties = {} } = resolve(schema, document)
  const values = Object.fromEntries(
    Object.keys(properties).map((name) => {
      const sensible = fc.constantFrom<unknown>(...(SENSIBLE[name] ?? ['some text', '§fresh§']))
      const value = fc.oneof({ weight: 3, arbitrary: sensible }, { weight: 2, arbitrary: hostileValue })
      return [name, fc.option(value, { nil: undefined, freq: 8 })]
    }),
  )
  const further = fc.dictionary(
    fc.constantFrom('id', 'role', 'is_active', '__proto__', 'constructor', 'toString', ''),
    hostileValue,
    { maxKeys: 2 },
  )
  return fc.tuple(fc.record(values), mostly(fc.constant({}), further)).map(([own, others]) => ({ ...own, ...others }))
}

function jsonContent(fields: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Content> {
  const body = fields.chain((value) => {
    const text = JSON.stringify(value)
    return fc.oneof(
      { weight: 10, arbitrary: fc.constant(text) },
      // Each key twice: the last one counts, or the first, or neither.
      {
        weight: 1,
        arbitrary: hostileValue.map(
          (other) =>
            `{${Object.keys(value)
              .map((key) => `${JSON.stringify(key)}:${JSON.stringify(other)},`)
              .join('')}${text.slice(1)}`,
        ),
      },
      { weight: 1, arbitrary: fc.nat(text.length).map((length) => text.slice(0, length)) },
      { weight: 1, arbitrary: hostileValue.map((other) => JSON.stringify(other)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          `\ufeff${text}`,
          `[${text}]`,
          '['.repeat(20_000),
          `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
          `${text}${text}`,
          'NaN',
          '',
          '\0',
          ' '.repeat(70_000),
        ),
      },
    )
  })
  const type = mostly(
    fc.constantFrom('application/json', 'application/json; charset=utf-8'),
    fc.oneof(
      fc.constantFrom(
        'application/vnd.api+json',
        'application/json;charset=utf-16',
        'text/plain',
        'text/json',
        'multipart/form-data',
        '',
      ),
      headerValue,
    ),
  )
  return fc
    .record({ body, encoding: mostly(fc.constant('utf8' as const), fc.constant('latin1' as const)), type })
    .map(withType)
}

function formContent(fields: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Content> {
  return fields.map((value) => {
    const pairs = Object.entries(value).filter(([, field]) => field !== undefined)
    const body = pairs.map(([name, field]) => `${escaped(name)}=${escaped(asText(field))}`).join('&')
    return withType({ body, encoding: 'utf8', type: 'application/x-www-form-urlencoded' })
  })
}

const asText = (field: unknown) => (typeof field === 'string' ? field : JSON.stringify(field ?? null))

function multipartContent(fields: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Content> {
  return fields.chain((value) => {
    const parts = Object.entries(value).map(([name, field]) => part(name, asText(field)))
    return cut(`${parts.join('')}--b--\r\n`)
  })
}

const part = (name: string, content: string, more = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name.replace(/["\r\n]/g, '_')}"${more}\r\n\r\n${content}\r\n`

/** A form whole, or broken off anywhere, under its boundary or another. */
function cut(form: string): fc.Arbitrary<Content> {
  const body = mostly(
    fc.constant(form),
    fc.nat(form.length).map((length) => form.slice(0, length)),
  )
  const type = mostly(
    fc.constant('multipart/form-data; boundary=b'),
    fc.constantFrom(
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary="',
      `multipart/form-data; boundary=${'b'.repeat(300)}`,
    ),
  )
  return fc.record({ body, type }).map((content) => withType({ ...content, encoding: 'latin1' }))
}

/** First bytes of images, and of other files. */
const PICTURES = [
  '\x89PNG\r\n\x1a\n',
  'GIF89a\x01\0\x01\0',
  '\xff\xd8\xff\xe0',
  'RIFF\0\0\0\0WEBPVP8 ',
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  '\0\0\0 ftypavif',
  '',
]

const uploadContent: fc.Arbitrary<Content> = fc
  .tuple(fc.constantFrom(...PICTURES), fc.string({ unit: 'binary-ascii', maxLength: 2000 }))
  .map(([begin, rest]) => begin + rest)
  .chain((picture) =>
    fc.oneof(
      fc
        .constantFrom('image/png', 'image/svg+xml', 'image/x', 'text/plain')
        .map((type) => withType({ body: picture, encoding: 'latin1', type })),
      cut(`${part('avatar', picture, '; filename="a.png"')}--b--\r\n`),
      cut(`${part('avatar', picture).repeat(20)}--b--\r\n`),
    ),
  )

function withType({ type, ...content }: Omit<Content, 'headers'> & { type: string }): Content {
  return { ...content, headers: type === '' ? {} : { 'content-type': type } }
}

function resolve<T extends { $ref?: string }>(value: T, document: OpenApiDocument): T {
  if (value.$ref === undefined) return value
  const [, , kind = '', name = ''] = value.$ref.split('/')
  return document.components[kind]?.[name] as T
}

/** What a form sends: texts by the names of its fields, some left out, some hostile, some that no form has. */
export function fuzzForms(fieldNames: string[]): fc.Arbitrary<Record<string, string>> {
  const fields = Object.fromEntries(
    fieldNames.map((name) => {
      const sensible = fc.constantFrom(...(SENSIBLE[name] ?? ['some text', '§fresh§']))
      return [
        name,
        fc.option(fc.oneof({ weight: 3, arbitrary: sensible }, { weight: 2, arbitrary: hostileText }), {
          nil: undefined,
          freq: 8,
        }),
      ]
    }),
  )
  return fc
    .tuple(
      fc.record(fields),
      fc.dictionary(fc.constantFrom('id', 'role', '__proto__', '$ACTION_X'), hostileText, { maxKeys: 1 }),
    )
    .map(([own, others]) =>
      Object.fromEntries(
        Object.entries({ ...own, ...others }).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    )
}

/** The form with the known account's facts in it. */
export function formWithKnown(form: Record<string, string>, known: Known): Record<string, string> {
  return Object.fromEntries(
    Object.entries(form).map(([name, text]) => [name, text.replace(KNOWN, (_, fact: keyof Known) => known[fact])]),
  )
}
