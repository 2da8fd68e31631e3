import { expect } from '@playwright/test'
import type { ApiClient, ApiRequest } from './api-client'

/**
 * Asks a legacy path, with and without a trailing slash, and the endpoint behind it, the same thing: what is answered
 * must be the same but for the legacy format (the client holds errors to it), ids, and what is new each time (dates,
 * tokens).
 */
export async function expectSameAnswer(
  api: ApiClient,
  method: string,
  [path, v1]: [path: string, v1: string],
  request: ApiRequest | (() => ApiRequest),
) {
  const ask = (asked: string) => api.call(method, asked, typeof request === 'function' ? request() : request)
  const expected = await ask(v1)
  for (const asked of [path, `${path}/`]) {
    const answer = await ask(asked)
    expect([asked, answer.status]).toEqual([asked, expected.status === 409 ? 400 : expected.status])
    expect([asked, answer.headers['content-type']]).toEqual([asked, 'application/json'])
    if (answer.status < 400) expect(shapeOf(answer.body)).toEqual(shapeOf(expected.body))
    else if (expected.body.errors === undefined) expect([asked, answer.body.code]).toEqual([asked, expected.body.code])
    else expect([asked, answer.body.detail]).toEqual([asked, undefined])
  }
}

/** An answer with the kinds of its values in their place; messages stay, ids go. */
function shapeOf(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body ?? null, (key, value: unknown) => {
      if (key === 'id' || key === 'number') return undefined
      return key === 'message' || typeof value === 'object' ? value : typeof value
    }),
  )
}
