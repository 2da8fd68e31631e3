import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, it } from 'vitest'
import { readBody } from './read-body'

/** A request whose body comes in these parts; without an end it is cut off. */
function requestOf(
  parts: string[],
  { headers = {}, isCutOff = false }: { headers?: Record<string, string>; isCutOff?: boolean } = {},
) {
  const request = new IncomingMessage(new Socket())
  Object.assign(request, { headers })
  for (const part of parts) request.push(part)
  if (isCutOff) setImmediate(() => request.destroy())
  else request.push(null)
  return request
}

it.each([
  [['abc', 'de'], {}],
  [['abcde'], { 'content-length': '5' }],
  [[...'abcde'], {}],
])('reads %j whole', async (parts, headers) => {
  expect((await readBody(requestOf(parts, { headers }), 5)).toString()).toBe('abcde')
})

it('reads single bytes into one buffer', async () => {
  const body = await readBody(requestOf(Array.from({ length: 70_000 }, () => 'x')), 70_000)
  expect([body.length, body.buffer.byteLength]).toEqual([70_000, 70_000])
})

it.each([
  ['an announced length', requestOf([], { headers: { 'content-length': '6' } })],
  ['what has come', requestOf(['abc', 'def'])],
])('refuses a body that is too large by %s (S77)', async (_by, request) => {
  await expect(readBody(request, 5)).rejects.toMatchObject({ code: 'body_too_large' })
})

it('ends when the client leaves in the middle', async () => {
  await expect(readBody(requestOf(['abc'], { isCutOff: true }), 5)).rejects.toMatchObject({ code: 'invalid_form' })
})
