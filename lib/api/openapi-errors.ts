import { AppError } from '@/lib/errors/app-error'
import { ERROR_CATALOGUE, type ErrorCode } from '@/lib/errors/catalogue'
import type { Endpoint } from './endpoint'
import type { Json, OpenApiComponents } from './openapi-components'
import { problemOf } from '@/lib/http/problem'

const REQUEST_ID = '0c6f2a4e-8d0b-4f0e-9a57-3f1b2c9d7e10'

/** Every error that an endpoint may return: its own, and those that follow from its input and authentication. */
export function errorCodesOf({ path, auth, body, query, upload, errors }: Endpoint): ErrorCode[] {
  const all: ErrorCode[] = [
    ...(body || query ? (['invalid_input'] as const) : []),
    ...(body
      ? (['invalid_json', 'body_too_large', 'unsupported_media_type', 'unsupported_content_encoding'] as const)
      : []),
    ...(upload
      ? (['invalid_form', 'body_too_large', 'unsupported_upload_type', 'unsupported_content_encoding'] as const)
      : []),
    ...(auth === 'required' ? (['not_authenticated', 'token_not_valid', 'other_account'] as const) : []),
    ...(path.includes('{') ? (['not_found'] as const) : []),
    ...errors,
    'internal_error',
    'database_unavailable',
  ]
  return [...new Set(all)]
}

/** The responses of an OpenAPI operation for some errors, by status. */
export function errorResponses(codes: ErrorCode[], components: OpenApiComponents): Record<string, { $ref: string }> {
  const statuses = [...new Set(codes.map((code) => ERROR_CATALOGUE[code].status))]
  const codesOf = (status: number) => codes.filter((code) => ERROR_CATALOGUE[code].status === status)
  return Object.fromEntries(statuses.map((status) => [status, errorResponse(status, codesOf(status), components)]))
}

/** Adds the schemas of problem documents (RFC 9457) and of every error code in the catalogue. */
export function addProblemSchemas(components: OpenApiComponents): void {
  const entries = Object.entries(ERROR_CATALOGUE)
  components.add('schemas', 'ErrorCode', () => ({
    type: 'string',
    enum: entries.map(([code]) => code),
    description: [
      'What went wrong, for API clients. There are no other codes.',
      '',
      '| code | status | text |',
      '| --- | --- | --- |',
      ...entries.map(([code, { status, text }]) => `| \`${code}\` | ${status} | ${text} |`),
    ].join('\n'),
    'x-errors': Object.fromEntries(entries),
  }))
  components.add('schemas', 'Problem', () => ({
    type: 'object',
    description:
      'An error (RFC 9457). On a 4xx the messages by field are at the top level too, where clients of Django REST Framework look for them.',
    required: ['type', 'title', 'status', 'detail', 'code', 'error'],
    properties: {
      type: { type: 'string', const: 'about:blank' },
      title: { type: 'string', description: 'The name of the status.' },
      status: { type: 'integer' },
      detail: { type: 'string', description: 'What went wrong, for people.' },
      code: { $ref: '#/components/schemas/ErrorCode' },
      error: { type: 'string', description: 'The same as `detail`.' },
      errors: {
        type: 'object',
        description: 'Messages by field.',
        additionalProperties: { $ref: '#/components/schemas/Messages' },
      },
      request_id: { type: 'string', description: 'On a 500: identifies its log entries.' },
    },
    additionalProperties: { $ref: '#/components/schemas/Messages' },
  }))
  components.add('schemas', 'Messages', () => ({ type: 'array', minItems: 1, items: { type: 'string' } }))
}

function errorResponse(status: number, codes: ErrorCode[], components: OpenApiComponents) {
  return components.add('responses', codes.map(pascalCase).join('Or'), () => ({
    description: codes.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].text}`).join('\n\n'),
    headers: {
      'X-Request-Id': { $ref: '#/components/headers/X-Request-Id' },
      ...(status === 401 ? { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } } : {}),
      ...(status === 405 ? { Allow: { $ref: '#/components/headers/Allow' } } : {}),
      ...(status === 429 || status === 503 ? { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } : {}),
    },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { status: { const: status }, code: { enum: codes } } },
          ],
        },
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  }))
}

function exampleOf(code: ErrorCode): Json {
  const details = code === 'invalid_input' ? { fieldErrors: { email: ['email_invalid'] } } : {}
  return problemOf(new AppError(code, details), REQUEST_ID)
}

/** `token_not_valid` → `TokenNotValid` */
const pascalCase = (code: string) => code.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
