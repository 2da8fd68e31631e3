import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PlannedRequest } from './plan'
import { runLoad } from './run-load'

type Seen = { token: string; port: number | undefined }

/** A server that answers each refresh token with the next one, and other requests with 503. */
async function startServer() {
  const seen: Seen[] = []
  const server = http.createServer(async (request, response) => {
    const { refresh } = JSON.parse(await text(request)) as { refresh: string }
    seen.push({ token: refresh, port: request.socket.remotePort })
    const [name, nth] = refresh.split(':')
    response.statusCode = name === 'bad' ? 503 : 200
    response.end(JSON.stringify({ refresh: `${name}:${Number(nth) + 1}` }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

const refreshing = (refresh: string): PlannedRequest => ({ method: 'POST', path: '/', headers: {}, body: { refresh } })

describe('a load', () => {
  it('sends on one connection for each client what that client was answered last, and counts between its two edges', async () => {
    const { url, seen } = await startServer()
    const edges: { edge: string; count: number }[] = []
    const plan = { url, requests: [refreshing('a:1'), refreshing('b:1')], change: 'rotate' as const }
    const result = await runLoad({ plan, warmUpMilliseconds: 50, warmUpRequests: 20, milliseconds: 300 }, (edge) =>
      edges.push({ edge, count: seen.length }),
    )
    for (const client of ['a', 'b']) {
      const own = seen.filter(({ token }) => token.startsWith(client))
      expect(own.map(({ token }) => token)).toEqual(own.map((_, index) => `${client}:${index + 1}`))
      expect(new Set(own.map(({ port }) => port)).size).toBe(1)
    }
    expect(edges.map(({ edge }) => edge)).toEqual(['begin', 'end'])
    expect(result).toMatchObject({ failures: 0, firstFailure: null })
    expect(result.count).toBeLessThan(seen.length)
  })

  it('does not take an error for a fast response', async () => {
    const { url } = await startServer()
    const plan = { url, requests: [refreshing('bad:1')] }
    const result = await runLoad({ plan, warmUpMilliseconds: 200, milliseconds: 200 })
    expect(result).toMatchObject({ count: 0, firstFailure: expect.stringContaining('503') })
    expect(result.failures).toBeGreaterThan(0)
  })
})
