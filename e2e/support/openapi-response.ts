import type { APIResponse } from '@playwright/test'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'

/** What a server answered: Playwright's response, fetch's, or its parts. */
export type AnyResponse =
  | Pick<APIResponse, 'status' | 'headers' | 'body'>
  | Response
  | { status: number; headers: Record<string, string>; json?: unknown }

type Answer = { status: number; headers: Record<string, string>; content: Uint8Array; json: unknown }
type Header = { required?: boolean }
type DocumentedResponse = { headers?: Record<string, Header>; content?: Record<string, unknown> }
type Operation = { tags?: string[]; responses: Record<string, DocumentedResponse> }
export type OpenApiDocument = {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
}

/**
 * Holds a real response to the OpenAPI document that the same server publishes: its status, the headers that it must
 * have, its media type, and its JSON by the schema. Use it on every response of a contract test:
 *
 *     const response = await request.post('/api/v1/token', { data: { username, password } })
 *     const body = await expectDocumented(response, { method: 'POST', path: '/api/v1/token' })
 *
 * A path that the document does not know must be a 404 problem, a method that it does not list for a path a 405 problem
 * with `Allow`. HEAD is held to GET, and OPTIONS to 204.
 *
 * @param request.path as it was asked: with ids, query and trailing slash, as may be
 * @param request.origin of the server; E2E_APP_URL by default
 * @returns the parsed JSON; undefined when the response has none
 * @throws Error saying what differs
 */
export async function expectDocumented(
  response: AnyResponse,
  { method, path, origin = String(process.env.E2E_APP_URL) }: { method: string; path: string; origin?: string },
): Promise<unknown> {
  return holdToDocument(await read(response), { method, path }, await documentOf(origin))
}

/**
 * As {@link expectDocumented}, of a response that is read already, by a document that is at hand.
 *
 * @throws Error saying what differs
 */
export function holdToDocument(
  answer: Answer,
  { method, path }: { method: string; path: string },
  { document, validate }: Document,
): unknown {
  const fail = (problem: string): never => {
    throw new Error(`${method} ${path} answered ${answer.status}. ${problem}`)
  }
  const hasValid = (pointer: string[]) => {
    const problem = validate(pointer, answer.json)
    if (problem) fail(`${problem}\n${JSON.stringify(answer.json, null, 2)}`)
  }
  const isProblem = (status: number, name: string) => {
    if (answer.status !== status) fail(`It must be ${status}.`)
    if (answer.headers['content-type'] !== PROBLEM) fail(`It must be ${PROBLEM}.`)
    if (method !== 'HEAD') hasValid(['components', 'responses', name, 'content', PROBLEM, 'schema'])
    return answer.json
  }

  const template = findPath(document, path)
  if (template === null) return isProblem(404, 'NotFound')
  const key = method === 'HEAD' ? 'get' : method.toLowerCase()
  const operation = document.paths[template]?.[key]
  if (!operation && method === 'OPTIONS') return answer.status === 204 ? undefined : fail('It must be 204.')
  if (!operation && isLegacy(document, template)) {
    if (answer.status !== 405 || !answer.headers.allow) fail('It must be 405, with Allow.')
    if (method !== 'HEAD') hasValid(['components', 'schemas', 'LegacyError'])
    return answer.json
  }
  if (!operation) {
    if (!answer.headers.allow) fail('It lacks the header Allow.')
    return isProblem(405, 'MethodNotAllowed')
  }

  const given = operation.responses[answer.status]
  if (!given) return fail(`The document has ${Object.keys(operation.responses).join(', ')}.`)
  const pointer = ['paths', template, key, 'responses', String(answer.status)]
  const { value: documented, pointer: place } = dereference(document, given, pointer)
  for (const [name, header] of Object.entries(documented.headers ?? {})) {
    const { required } = dereference(document, header, []).value
    if (required && answer.headers[name.toLowerCase()] === undefined) fail(`It lacks the header ${name}.`)
  }

  if (!documented.content) return answer.content.length === 0 ? undefined : fail('It must have no body.')
  const type = answer.headers['content-type']?.split(';')[0] ?? ''
  if (!(type in documented.content))
    fail(`Its type is ${type}; the document has ${Object.keys(documented.content).join(', ')}.`)
  if (method !== 'HEAD' && isJson(type)) hasValid([...place, 'content', type, 'schema'])
  return answer.json
}

/** Whether a path is one of an older service, which has Django REST Framework's errors. */
function isLegacy({ paths }: OpenApiDocument, template: string): boolean {
  return Object.values(paths[template] ?? {}).some(({ tags }) => tags?.some((tag) => tag.startsWith('Legacy API')))
}

const PROBLEM = 'application/problem+json'
const isJson = (type: string) => /^application\/([\w.-]+\+)?json\b/.test(type)

async function read(response: AnyResponse): Promise<Answer> {
  if (response instanceof Response) {
    const content = new Uint8Array(await response.clone().arrayBuffer())
    return answerOf(response.status, Object.fromEntries(response.headers), content)
  }
  if (typeof response.status === 'function') {
    const { status, headers, body } = response as Pick<APIResponse, 'status' | 'headers' | 'body'>
    return answerOf(status.call(response), headers.call(response), new Uint8Array(await body.call(response)))
  }
  const { status, headers, json } = response as { status: number; headers: Record<string, string>; json?: unknown }
  const lowerCased = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return answerOf(status, lowerCased, new TextEncoder().encode(json === undefined ? '' : JSON.stringify(json)))
}

/** What stands in a complete response. */
export function answerOf(status: number, headers: Record<string, string>, content: Uint8Array): Answer {
  const hasJson = content.length > 0 && isJson(headers['content-type'] ?? '')
  return { status, headers, content, json: hasJson ? JSON.parse(new TextDecoder().decode(content)) : undefined }
}

export type Document = { document: OpenApiDocument; validate: (pointer: string[], value: unknown) => string | null }
const documents = new Map<string, Promise<Document>>()

/** Read once for each server. */
function documentOf(origin: string): Promise<Document> {
  const known = documents.get(origin) ?? readDocument(origin)
  documents.set(origin, known)
  return known
}

async function readDocument(origin: string): Promise<Document> {
  const response = await fetch(`${origin}/api/v1/openapi.json`)
  return compileDocument((await response.json()) as OpenApiDocument)
}

/** An OpenAPI document, as a client reads it, ready to hold responses to it. */
export function compileDocument(document: OpenApiDocument): Document {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formats.default(ajv)
  ajv.addSchema(document, 'openapi')
  const compiled = new Map<string, ValidateFunction>()
  const validate: Document['validate'] = (pointer, value) => {
    const $ref = `openapi#/${pointer.map(escapePointer).join('/')}`
    const check = compiled.get($ref) ?? ajv.compile({ $ref })
    compiled.set($ref, check)
    return check(value) ? null : ajv.errorsText(check.errors, { dataVar: 'body', separator: '\n' })
  }
  return { document, validate }
}

const escapePointer = (segment: string) => encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'))

/** The document's path that was asked for: an exact one before one with parameters. */
function findPath(document: OpenApiDocument, asked: string): string | null {
  const { paths } = document
  // Not by URL, which resolves dots and escapes of dots: a server is asked as it stands.
  const path = (asked.split('?')[0] ?? '').replace(/(?<=.)\/$/, '')
  if (path in paths) return path
  const segments = path.split('/')
  const matches = (template: string) => {
    const expected = template.split('/')
    const hasPart = (part: string, index: number) => part.startsWith('{') || part === segments[index]
    return expected.length === segments.length && expected.every(hasPart)
  }
  const template = Object.keys(paths).find(matches) ?? null
  // What is no text is no legacy path.
  return template && isLegacy(document, template) && !isText(path) ? null : template
}

function isText(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** What `$ref` names, and where that stands. */
function dereference<T extends object>(
  document: OpenApiDocument,
  value: T,
  pointer: string[],
): { value: T; pointer: string[] } {
  const { $ref } = value as { $ref?: string }
  if ($ref === undefined) return { value, pointer }
  const [, , kind = '', name = ''] = $ref.split('/')
  return { value: document.components[kind]?.[name] as T, pointer: ['components', kind, name] }
}
