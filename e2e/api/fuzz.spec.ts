import http from 'node:http'
import * as fc from 'fast-check'
import { fuzzOptions } from '../../lib/testing/fuzz/fuzz-options'
import { fuzzRequests, withKnown, type FuzzRequest } from '../../lib/testing/fuzz/requests'
import { expect, test } from '../support/api-test'
import { expectDocumented, type OpenApiDocument } from '../support/openapi-response'

/*
 * Most inputs are tried without a server (lib/testing/fuzz). Here are a few, as bytes on a line: what the server's
 * parser, its chain and the pages on the same paths make of them.
 */
const origin = String(process.env.E2E_API_URL)
const { seed } = fuzzOptions({ inputs: 0, seconds: 0 })
const INPUTS = 150
/** A server hangs up on what is larger, perhaps before the client has read why. */
const MAX_BODY_LENGTH = 20_000

test(`no input of a stranger makes a fault of ours, on the line too, seed ${seed} (S64)`, async ({
  api,
  newLogin,
  clientIp,
}) => {
  const { body: document } = await api.get('/api/v1/openapi.json')
  const account = await newLogin()
  const inputs = fuzzRequests(document as OpenApiDocument).filter(({ body }) => (body ?? '').length < MAX_BODY_LENGTH)
  for (const given of fc.sample(inputs, { numRuns: INPUTS, seed })) {
    const request = withKnown(given, { ...account, fresh: account.id.slice(-12) })
    const { method, target } = request
    const { status, headers: answered, bytes } = await send(request, { 'x-forwarded-for': clientIp })
    expect(status, JSON.stringify(request).slice(0, 2000)).toBeLessThan(500)
    // Pages share the older services' paths, and no target has a fragment (RFC 9112, 3.2): Next leaves it out.
    if (!/^\/(api|\.well-known)\/[^#]*$/.test(target)) continue
    await expectDocumented(
      { status: () => status, headers: () => answered, body: async () => bytes },
      { method, path: target, origin },
    )
  }
})

/** As it is: a browser's or fetch's client would mend the path, and refuse some headers and bodies. */
function send({ method, target, headers, body, encoding }: FuzzRequest, always: Record<string, string>) {
  const { hostname, port } = new URL(origin)
  const content = body === null ? null : Buffer.from(body, encoding)
  const length = content && { 'content-length': String(content.length) }
  return new Promise<{ status: number; headers: Record<string, string>; bytes: Buffer }>((resolve, reject) => {
    const request = http.request(
      { hostname, port, method, path: target, headers: { ...headers, ...always, ...length, connection: 'close' } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            bytes: Buffer.concat(chunks),
          }),
        )
      },
    )
    request.on('error', reject)
    request.end(content ?? undefined)
  })
}
