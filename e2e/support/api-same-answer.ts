import { expect } from '@playwright/test'
import type { ApiClient, ApiRequest } from './api-client'

/**
 * Asks a path of an older service, with and without a trailing slash, and the endpoint that it stands for, the same thing:
 * the answers must be the same but for what is new each time (ids, dates, tokens).
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
    expect([asked, answer.status, answer.headers['content-type']]).toEqual([
      asked,
      expected.status,
      expected.headers['content-type'],
    ])
    if (answer.status >= 400) expect(answer.body).toEqual(expected.body)
    else expect(shapeOf(answer.body)).toEqual(shapeOf(expected.body))
  }
}

/** An answer with the kinds of its values in their place; messages stay. */
function shapeOf(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body ?? null, (key, value: unknown) =>
      key === 'message' || typeof value === 'object' ? value : typeof value,
    ),
  )
}
