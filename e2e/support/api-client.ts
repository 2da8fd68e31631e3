import assert from 'node:assert/strict'
import type { APIRequestContext } from '@playwright/test'
import { ERROR_CATALOGUE, type ErrorCode } from '@/lib/errors/catalogue'
import { findLegacyPath } from '@/lib/legacy-api/find-legacy-path'
import { expectDocumented } from './openapi-response'

export type ApiRequest = {
  /** Sent as JSON. */
  data?: unknown
  /** Sent as it is, as JSON unless `headers` say otherwise. */
  raw?: string | Buffer
  /** An access token, sent as the bearer's. */
  token?: string | undefined
  headers?: Record<string, string>
}

export type ApiAnswer = {
  status: number
  headers: Record<string, string>
  // oxlint-disable-next-line typescript/no-explicit-any -- what stands in it is what is tested
  body: any
  bytes: Buffer
  /** How long the server took to answer. */
  milliseconds: number
}

/** Sends a request as it is, without following redirects. */
export type Send = (request: {
  method: string
  url: string
  headers: Record<string, string>
  body: Buffer | undefined
}) => Promise<Pick<ApiAnswer, 'status' | 'headers' | 'bytes'>>

type Problem = Record<string, unknown> & { status: number; code: ErrorCode; errors?: Record<string, string[]> }

/**
 * A client of the API. Whatever it is answered is held to the rules of every endpoint, and to the OpenAPI document.
 */
export class ApiClient {
  constructor(
    private readonly send: Send,
    readonly origin: string,
  ) {}

  readonly get = (path: string, request?: ApiRequest) => this.call('GET', path, request)
  readonly post = (path: string, data?: unknown, request?: ApiRequest) => this.call('POST', path, { data, ...request })
  readonly put = (path: string, data?: unknown, request?: ApiRequest) => this.call('PUT', path, { data, ...request })
  readonly patch = (path: string, data?: unknown, request?: ApiRequest) =>
    this.call('PATCH', path, { data, ...request })
  readonly delete = (path: string, request?: ApiRequest) => this.call('DELETE', path, request)

  async call(method: string, path: string, { data, raw, token, headers = {} }: ApiRequest = {}): Promise<ApiAnswer> {
    const body = raw ?? (data === undefined ? undefined : JSON.stringify(data))
    const start = performance.now()
    const response = await this.send({
      method,
      url: `${this.origin}${path}`,
      headers: {
        Accept: '*/*',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: body === undefined ? undefined : Buffer.from(body),
    })
    const milliseconds = performance.now() - start
    const isJson = /json/.test(response.headers['content-type'] ?? '') && response.bytes.length > 0
    const answer = { ...response, milliseconds, body: isJson ? JSON.parse(response.bytes.toString()) : undefined }
    const isLegacy =
      findLegacyPath({
        method,
        pathname: new URL(path, this.origin).pathname,
        headers: { authorization: 'Bearer' },
      }) !== null
    requireRules(`${method} ${path}: ${answer.status} ${answer.bytes.toString().slice(0, 200)}`, {
      path,
      isLegacy,
      answer,
    })
    const { status, bytes } = response
    await expectDocumented(
      { status: () => status, headers: () => response.headers, body: async () => bytes },
      { method, path, origin: this.origin },
    )
    return answer
  }
}

/** By Playwright's client, with its cookies. */
export function sendByPlaywright(request: APIRequestContext): Send {
  return async ({ method, url, headers, body }) => {
    const response = await request.fetch(url, {
      method,
      // A connection that lay idle may be closed by the server at the very moment of the next request.
      headers: { ...headers, Connection: 'close' },
      // Bytes are sent as they are: of a text Playwright would make JSON.
      ...(body === undefined ? {} : { data: body }),
      maxRedirects: 0,
    })
    return { status: response.status(), headers: response.headers(), bytes: await response.body() }
  }
}

/** By Node's own client, which costs a tenth: for thousands of requests. */
export function sendByNode(always: Record<string, string>): Send {
  return async ({ method, url, headers, body }) => {
    const response = await fetch(url, {
      method,
      headers: { ...always, ...headers },
      redirect: 'manual',
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      bytes: Buffer.from(await response.arrayBuffer()),
    }
  }
}

/** What holds for every answer, whatever was asked. */
function requireRules(
  what: string,
  { path, isLegacy, answer: { status, headers, body } }: { path: string; isLegacy: boolean; answer: ApiAnswer },
) {
  assert.ok(status < 500, `${what}: no fault of ours`)
  assert.notEqual(Math.floor(status / 100), 3, `${what}: answered directly`)
  assert.match(headers['x-request-id'] ?? '', /^[\da-f]{8}-[\da-f-]{27}$/, what)
  assert.equal(headers['x-content-type-options'], 'nosniff', what)
  assert.equal(headers['set-cookie'], undefined, what)
  // Where no cookie counts, the mode that includes them may pass.
  if (!isLegacy) assert.equal(headers['access-control-allow-credentials'], undefined, what)
  const isPublic = status === 200 && /^\/(\.well-known\/jwks|api\/v1\/openapi)\.json/.test(path)
  if (!isPublic && status !== 204) assert.equal(headers['cache-control'], 'no-store', what)
  if (status >= 400 && body !== undefined) {
    if (isLegacy && headers['content-type'] === 'application/json')
      requireLegacyError(what, body as Record<string, unknown>)
    else requireProblem(what, headers, body as Problem)
  }
}

/** RFC 9457, as the contract says it. */
function requireProblem(what: string, headers: Record<string, string>, problem: Problem) {
  assert.equal(headers['content-type'], 'application/problem+json', what)
  const { type, title, status, detail, code, error, errors, request_id: _, ...more } = problem
  assert.deepEqual(ERROR_CATALOGUE[code], { status, text: detail }, `${what}: a code of the catalogue`)
  assert.deepEqual([type, typeof title, error], ['about:blank', 'string', detail], what)
  // As clients of Django REST Framework read them.
  assert.deepEqual(more, errors ?? {}, what)
  for (const messages of Object.values(errors ?? {})) {
    assert.ok(messages.length > 0 && messages.every((message) => typeof message === 'string'), what)
  }
}

/** As Django REST Framework answers: `detail` and perhaps more, or fields with lists of messages. */
function requireLegacyError(
  what: string,
  { detail, code, error, messages, request_id: _, ...fields }: Record<string, unknown>,
) {
  if (detail !== undefined) {
    assert.ok(String(code) in ERROR_CATALOGUE, what)
    assert.deepEqual(fields, {}, what)
    assert.equal(messages !== undefined, code === 'token_not_valid', what)
    assert.ok(error === undefined || error === detail, what)
    return
  }
  const all = Object.values(fields)
  assert.ok(
    all.length > 0 &&
      all.every((texts) => Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string')),
    what,
  )
  assert.ok(error === undefined || error === (all as string[][]).flat()[0], what)
}
