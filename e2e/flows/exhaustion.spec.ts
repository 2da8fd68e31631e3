import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { expect, test } from '../support/test'

/*
 * What one connection of a stranger can make a process hold, compute or keep open, on the built server.
 */
const MIB = 1024 * 1024
/**
 * The young generation may take 24 MiB by itself, wherever it stood before; a body kept chunk by chunk takes hundreds.
 */
const MAX_GROWTH_BYTES = 48 * MIB
/**
 * Collecting garbage takes up to a tenth of a second where both cores are busy; what this guards against took seven
 * seconds.
 */
const MAX_TURN_MILLISECONDS = 250
/** The file of the folder beside this one; the server is started in the project's. */
const REPORT = pathToFileURL('e2e/support/report-load.mjs').href

type Server = Awaited<ReturnType<typeof startTemporaryServer>>

let server: Server

test.beforeAll(async () => {
  server = await startTemporaryServer({
    nodeArguments: ['--expose-gc', `--import=${REPORT}`],
    settings: { WEB_CONCURRENCY: '1', PASSWORD_HASH_COST: '4', LOG_LEVEL: 'error' },
  })
  // Loads what the first request to a page loads.
  for (const path of ['/login', '/register', '/profile/edit', '/api/v1/openapi.json'])
    await (await fetch(server.url + path)).text()
})
test.afterAll(() => server.stop())

/** Writes to the server until all is written or the server has had enough, and reads what it answers. */
async function talk(head: string, body: Iterable<Buffer> = []): Promise<string> {
  const socket = connect(server.port, '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(head)
  for (const part of body) {
    if (socket.destroyed) break
    // A server that has had enough may reset the connection.
    if (!socket.write(part)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined)
  }
  for (let waited = 0; waited < 8000 && !socket.destroyed && !answer.includes('\r\n\r\n'); waited += 20) await sleep(20)
  socket.destroy()
  return answer
}

/** Chunks of one byte each, as many as make `size` bytes. */
function* inSingleBytes(size: number): Generator<Buffer> {
  const perWrite = 8192
  const part = Buffer.from('1\r\nx\r\n'.repeat(perWrite))
  for (let sent = 0; sent < size; sent += perWrite) yield part
  yield Buffer.from('0\r\n\r\n')
}

const post = (path: string, headers: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nOrigin: ${server.url}\r\n${headers}\r\n\r\n`

test.describe('one connection holds little memory and little time (S77)', () => {
  const chunked = (type: string) => `Content-Type: ${type}\r\nTransfer-Encoding: chunked`
  const form = 'multipart/form-data; boundary=b'
  const attacks: [string, () => { head: string; body: Iterable<Buffer> }][] = [
    ['single bytes to a page', () => ({ head: post('/login', chunked(form)), body: inSingleBytes(3 * MIB) })],
    [
      'single bytes to the API',
      () => ({ head: post('/api/v1/token', chunked('application/json')), body: inSingleBytes(3 * MIB) }),
    ],
    [
      'single bytes to the form for a picture',
      () => ({ head: post('/profile/picture', chunked(form)), body: inSingleBytes(5 * MIB) }),
    ],
    [
      'single bytes to a picture of the API',
      () => ({
        head: post('/api/v1/profile/avatar', chunked('image/png')).replace('POST', 'PUT'),
        body: inSingleBytes(3 * MIB),
      }),
    ],
    [
      'single bytes to no path at all',
      () => ({ head: post('/nothing-here', chunked('text/plain')), body: inSingleBytes(3 * MIB) }),
    ],
    [
      'a form of many parts',
      () => {
        const body = Buffer.from(
          `${'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(1200)}--b--\r\n`,
        )
        return { head: post('/login', `Content-Type: ${form}\r\nContent-Length: ${body.length}`), body: [body] }
      },
    ],
    [
      'JSON of many keys',
      () => {
        const body = Buffer.from(`{${Array.from({ length: 6000 }, (_, key) => `"${key}":0`).join(',')}}`)
        return {
          head: post('/api/v1/token', `Content-Type: application/json\r\nContent-Length: ${body.length}`),
          body: [body],
        }
      },
    ],
    [
      'deep JSON',
      () => {
        const body = Buffer.from('['.repeat(60_000))
        return {
          head: post('/api/v1/token', `Content-Type: application/json\r\nContent-Length: ${body.length}`),
          body: [body],
        }
      },
    ],
    [
      'many headers',
      () => ({ head: post('/login', Array.from({ length: 1500 }, (_, nth) => `x${nth}: 1`).join('\r\n')), body: [] }),
    ],
    [
      'a long query',
      () => ({ head: `GET /api/v1/users?${'a=b&'.repeat(3500)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, body: [] }),
    ],
    [
      'many cookies',
      () => ({ head: `GET /login HTTP/1.1\r\nHost: localhost\r\nCookie: ${'a=b; '.repeat(3000)}\r\n\r\n`, body: [] }),
    ],
  ]

  for (const [name, attack] of attacks) {
    test(`sent ${name}`, async () => {
      const { head, body } = attack()
      // The first of a kind loads and compiles what it needs, up to its answer: a small one is complete.
      const parts = [...body]
      await talk(head, [...new Set([...parts.slice(0, 1), ...parts.slice(-1)])])
      await server.ask('reset')
      const answer = await talk(head, parts)
      const { turnMilliseconds, grownBytes } = (await server.ask('report')) as {
        turnMilliseconds: number
        grownBytes: number
      }
      expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d |^$/)
      expect(grownBytes).toBeLessThan(MAX_GROWTH_BYTES)
      expect(turnMilliseconds).toBeLessThan(MAX_TURN_MILLISECONDS)
    })
  }
})

test.describe('every socket ends (S78)', () => {
  test('a request for another protocol is answered as any other', async () => {
    for (const [path, protocol] of [
      ['/_next/webpack-hmr', 'websocket'],
      ['/_next/x', 'websocket'],
      ['/login', 'websocket'],
      ['/api/health/live', 'h2c'],
    ]) {
      const upgrade = `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==`
      expect(await talk(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n${upgrade}\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 (200|404) /,
      )
    }
  })

  test('a connection that sends nothing, half a head or half a body is closed', async () => {
    test.slow()
    const patient = await startTemporaryServer({ settings: { WEB_CONCURRENCY: '1' } })
    const beginnings = ['', 'GET /login HTTP/1.1\r\nHost: loc', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: 1\r\n']
    const sockets = await Promise.all(beginnings.map((text) => open(patient, text)))
    await Promise.all(sockets.map((socket) => once(socket, 'close')))
    await patient.stop()
  })

  test('none delays a stop', async () => {
    const stopping = await startTemporaryServer({ settings: { WEB_CONCURRENCY: '1' } })
    const upgrade =
      'GET /_next/webpack-hmr HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n'
    const halfBody =
      'POST /api/v1/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'
    const halfForm =
      'POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n'
    await Promise.all(['', 'GET /lo', upgrade, halfBody, halfForm].map((text) => open(stopping, text)))
    await sleep(300)
    const start = performance.now()
    await stopping.stop()
    // Two bodies were still on their way, and were cut off.
    expect(await stopping.ended).toBe(1)
    expect(performance.now() - start).toBeLessThan(6000)
  })

  async function open({ port }: Server, text: string): Promise<Socket> {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.resume()
    await once(socket, 'connect')
    socket.write(text)
    return socket
  }
})

test('nothing that a stranger can write in a request line, a Host, an Origin or a form is a 5xx (S79)', async () => {
  const host = `localhost:${server.port}`
  const lines = [
    ...['GET', 'OPTIONS', 'HEAD', 'POST', 'PUT'].map((method) => `${method} * HTTP/1.1\r\nHost: ${host}`),
    `GET http://${host}/login HTTP/1.1\r\nHost: ${host}`,
    `GET http://evil.example/profile HTTP/1.1\r\nHost: ${host}`,
    `GET http://evil.example HTTP/1.1\r\nHost: ${host}`,
    `GET https://evil.example:99999/ HTTP/1.1\r\nHost: ${host}`,
    `GET ftp://evil.example/ HTTP/1.1\r\nHost: ${host}`,
    `GET http:/// HTTP/1.1\r\nHost: ${host}`,
    `GET login HTTP/1.1\r\nHost: ${host}`,
    `GET //evil.example/%2e%2e HTTP/1.1\r\nHost: ${host}`,
    `GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: ${host}`,
    `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}`,
    `GET /login HTTP/1.0`,
    ...['', 'evil.example', '[::1', 'a b', 'localhost:99999', '%', 'localhost@evil.example', '"><'].map(
      (forged) => `GET /profile HTTP/1.1\r\nHost: ${forged}\r\nAccept: text/html`,
    ),
    ...['https', 'ftp', 'http'].flatMap((scheme) =>
      ['/login', '/register', '/profile/picture'].map(
        (path) =>
          `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${scheme}://${host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 7\r\n\r\n--b--\r\n`,
      ),
    ),
    `POST /login HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nNext-Action: 40${'a'.repeat(40)}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: 2\r\n\r\n[]`,
  ]
  for (const line of lines) {
    const answer = await talk(line.includes('\r\n\r\n') ? line : `${line}\r\nConnection: close\r\n\r\n`)
    expect(answer, line).not.toMatch(/^HTTP\/1\.1 5/)
    expect(answer.split('\r\n\r\n')[0], line).not.toMatch(/location: .*evil/i)
  }
  expect(server.log()).not.toContain('"level":"error"')
})
