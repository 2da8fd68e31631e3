import { once } from 'node:events'
import http from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withConfig } from '@/lib/testing/with-config'
import { config } from '@/lib/config/config'
import { requestHandler } from './handle-request'
import { PageResponse } from './page-response'

const MIB = 1024 * 1024

type Seen = { url: string | undefined; headers: http.IncomingHttpHeaders; rawHeaders: string[]; bodyLength: number }

/** What Next would have seen; null when a request never got there. */
let seen: Seen | null = null
const server = http.createServer(
  { ServerResponse: PageResponse as unknown as typeof http.ServerResponse },
  requestHandler(async (request, response) => {
    const { url, headers, rawHeaders } = request
    seen = { url, headers, rawHeaders, bodyLength: 0 }
    for await (const chunk of request) seen.bodyLength += (chunk as Buffer).length
    response.end('handled')
  }),
)

beforeAll(async () => {
  server.listen(0, '::')
  await once(server, 'listening')
})
afterAll(() => server.close())
afterEach(() => {
  seen = null
  withConfig({})
})

const port = () => (server.address() as AddressInfo).port

async function send(options: http.RequestOptions, body?: Buffer | Buffer[]) {
  const request = http.request({ host: '127.0.0.1', port: port(), agent: false, ...options })
  // A refused sender may see its connection close after the answer.
  request.on('error', () => undefined)
  for (const part of Array.isArray(body) ? body : []) request.write(part)
  request.end(Array.isArray(body) ? undefined : body)
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }
}

describe('the server in front of Next', () => {
  it.each(['TRACE', 'PROPFIND', 'LINK', 'PURGE'])(
    'refuses %s, which Next fails at, and says what it takes',
    async (method) => {
      const { status, headers, text } = await send({ method })
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'])
      expect(headers['content-type']).toBe('application/problem+json')
      expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
      expect(JSON.parse(text)).toMatchObject({ status: 405, code: 'method_not_allowed' })
      expect(seen).toBeNull()
    },
  )

  it('takes the target as a client behind a proxy writes it (RFC 9112, 3.2.2)', async () => {
    const { status } = await send({
      path: 'HTTP://accounts.example.com:8080/profile/?a=b',
      headers: { Host: 'other.example' },
    })
    expect([status, seen?.url, seen?.headers.host]).toEqual([200, '/profile/?a=b', 'accounts.example.com:8080'])
  })

  it('lets pages of CORS_ORIGINS read what it refuses, and no others (S18)', async () => {
    withConfig({
      CORS_ORIGINS: 'https://app.example.com, https://other.example.com/',
      APP_URL: 'https://accounts.example.com',
    })
    const refusal = async (origin: string) => (await send({ path: '/%ff', headers: { Origin: origin } })).headers
    for (const origin of ['https://app.example.com', 'https://other.example.com'])
      expect(await refusal(origin)).toMatchObject({
        'access-control-allow-origin': origin,
        vary: 'Origin',
        'content-security-policy': `default-src 'none'; frame-ancestors 'none'`,
        'strict-transport-security': expect.any(String) as string,
        'cross-origin-opener-policy': 'same-origin',
      })
    for (const origin of ['https://evil.example', 'null', 'https://app.example.com.evil.example'])
      expect(await refusal(origin)).not.toHaveProperty('access-control-allow-origin')
  })

  it('replaces every forwarding header by the address of the socket (S8)', async () => {
    const forged = {
      'X-Forwarded-For': '6.6.6.6',
      'X-Real-IP': '6.6.6.6',
      Forwarded: 'for=6.6.6.6;host=evil.example',
      'True-Client-IP': '6.6.6.6',
      'CF-Connecting-IP': '6.6.6.6',
      'X-Client-IP': '6.6.6.6',
      'X-Vestibule-Client-IP': '6.6.6.6',
    }
    await send({ headers: forged })

    expect(seen?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-vestibule-client-ip': '127.0.0.1' })
    expect(JSON.stringify(seen)).not.toContain('6.6.6.6')
  })

  it('believes X-Forwarded-For as far as there are trusted proxies', async () => {
    withConfig({ TRUSTED_PROXY_HOPS: '2' })
    await send({ headers: { 'X-Forwarded-For': ['6.6.6.6', '198.51.100.7, 10.0.0.1'] } })
    expect(seen?.headers['x-vestibule-client-ip']).toBe('198.51.100.7')
  })

  it('lets no forwarded host, protocol, port or path through (S17)', async () => {
    const forged = {
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Prefix': '/evil',
      'X-Original-URL': '/evil',
      'X-Rewrite-URL': '/evil',
    }
    await send({ headers: forged })
    for (const name of Object.keys(forged)) expect(seen?.headers[name.toLowerCase()]).toBeUndefined()
    expect(JSON.stringify(seen?.rawHeaders)).not.toContain('evil')
  })

  it('names the public host where a form comes from there, behind a proxy that changes Host, and only then (S13)', async () => {
    withConfig({ APP_URL: 'https://accounts.example.com' })
    await send({ headers: { Host: 'backend:3000', Origin: 'https://accounts.example.com' } })
    expect(seen?.headers['x-forwarded-host']).toBe('accounts.example.com')

    for (const Origin of [
      'https://evil.example',
      'null',
      'http://accounts.example.com',
      'https://accounts.example.com.evil.example',
    ]) {
      await send({
        headers: { Host: 'backend:3000', Origin, 'X-Forwarded-Host': new URL('https://evil.example').host },
      })
      expect(seen?.headers['x-forwarded-host']).toBeUndefined()
    }
  })

  it('stamps an IPv6 peer as it is', async () => {
    await send({ host: '::1' })
    expect(seen?.headers['x-vestibule-client-ip']).toBe('::1')
  })

  it('gives every request an id of its own, whatever id the client sent, and every response the same', async () => {
    const first = await send({ headers: { 'X-Request-Id': 'forged\u00e9' } })
    expect(first.headers['x-request-id']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(seen?.headers['x-request-id']).toBe(first.headers['x-request-id'])

    const second = await send({})
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
  })
})

describe('the guard on headers', () => {
  it('passes what browsers and proxies send, and refuses more headers or cookies (S77)', async () => {
    const headers = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, nth) => [`X-${nth}`, '1']))
    const cookies = (count: number) => ({ Cookie: Array.from({ length: count }, (_, nth) => `c${nth}=1`).join('; ') })
    expect((await send({ headers: { ...headers(80), ...cookies(180) } })).status).toBe(200)
    for (const many of [headers(101), cookies(201)]) expect((await send({ headers: many })).status).toBe(431)
  })
})

describe('the guard on bodies', () => {
  it.each(['/%', '/users/%FF', '/a%C3%28b?c=d', '/%E0%A4%A'])(
    'answers %s, whose escapes make no text, with 404 and an id',
    async (path) => {
      const answer = await send({ path })
      expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'application/problem+json' } })
      expect(answer.headers['x-request-id']).toBeDefined()
      expect(JSON.parse(answer.text)).toMatchObject({ status: 404, code: 'not_found' })
      expect(seen).toBeNull()
    },
  )

  it('passes escapes that make text, and whatever stands in a query', async () => {
    for (const path of ['/%C3%A4', '/%00', '/?a=%FF', '/%2F%25']) expect((await send({ path })).text).toBe('handled')
  })

  it.each([
    ['/profile/picture', 6 * MIB],
    ['/login', 64 * 1024],
  ])('passes what %s may take whole, of announced length and in chunks', async (path, size) => {
    const body = Buffer.alloc(size, 'a')
    expect(await send({ method: 'POST', path, headers: { 'Content-Length': body.length } }, body)).toMatchObject({
      status: 200,
    })
    expect(seen?.bodyLength).toBe(body.length)

    const parts = Array.from({ length: 4 }, () => Buffer.alloc(size / 4, 'a'))
    expect(await send({ method: 'POST', path, headers: { 'Transfer-Encoding': 'chunked' } }, parts)).toMatchObject({
      status: 200,
    })
    expect(seen?.bodyLength).toBe(body.length)

    for (const headers of [{ 'Content-Length': size + 1 }, { 'Transfer-Encoding': 'chunked' }])
      expect((await send({ method: 'POST', path, headers }, [body, Buffer.from('b')])).status).toBe(413)
  })

  it('passes an empty chunked body', async () => {
    expect(await send({ method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } }, [])).toMatchObject({
      status: 200,
    })
    expect(seen?.bodyLength).toBe(0)
  })

  it('refuses a larger announced length with 413 before a byte of it is sent (S77)', async () => {
    const request = http.request({
      host: '127.0.0.1',
      port: port(),
      agent: false,
      method: 'POST',
      headers: { 'Content-Length': 64 * 1024 + 1 },
    })
    request.on('error', () => undefined)
    request.flushHeaders()
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    request.destroy()
    expect(response.statusCode).toBe(413)
    expect(seen).toBeNull()
  })

  it.each([
    ['of announced length', { 'Content-Length': 10 * MIB }],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }],
  ])(
    'answers a larger body %s with a problem document and an id, and no handler sees a part of it',
    async (_, headers) => {
      const parts = Array.from({ length: 10 }, () => Buffer.alloc(MIB, 'a'))
      const answer = await send({ method: 'POST', headers }, parts)
      expect(answer).toMatchObject({ status: 413, headers: { 'content-type': 'application/problem+json' } })
      expect(answer.headers['x-request-id']).toBeDefined()
      expect(JSON.parse(answer.text)).toMatchObject({ status: 413, code: 'body_too_large' })
      expect(seen).toBeNull()
    },
  )

  it.each([
    ['of announced length', { 'Content-Length': 8 * MIB }],
    ['in chunks', { 'Transfer-Encoding': 'chunked' }],
  ])('leads the plain form for a picture back to its page, for a body %s (S59)', async (_, length) => {
    withConfig({ APP_URL: 'https://accounts.example.com' })
    const parts = Array.from({ length: 8 }, () => Buffer.alloc(MIB, 'a'))
    const post = (path: string, Origin: string, method = 'POST') =>
      send({ method, path, headers: { ...length, Origin } }, parts)
    for (const path of ['/profile/picture', '/profile/picture?shownFor=a.ada']) {
      expect(await post(path, config().appUrl), path).toMatchObject({
        status: 303,
        headers: {
          location: '/profile/edit?problem=body_too_large',
          'content-length': '0',
          'cache-control': 'no-store',
        },
        text: '',
      })
    }
    for (const Origin of ['null', 'https://evil.example', `${config().appUrl}.evil.example`]) {
      expect((await post('/profile/picture', Origin)).status, Origin).toBe(413)
    }
    for (const path of [
      '/api/v1/profile/avatar',
      '/profile/picture/x',
      '//evil.example/profile/picture',
      '/profile/edit',
    ]) {
      expect((await post(path, config().appUrl)).status, path).toBe(413)
    }
    expect((await post('/profile/picture', config().appUrl, 'PUT')).status).toBe(413)
    expect((await send({ method: 'POST', path: '/profile/picture', headers: length }, parts)).status).toBe(413)
    expect(seen).toBeNull()
  })

  it('answers the next request on a connection whose chunked body it passed', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const options = { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' }, agent }
    expect(await send(options, [Buffer.from('one')])).toMatchObject({ status: 200 })
    expect(await send(options, [Buffer.from('three')])).toMatchObject({ status: 200 })
    expect(seen?.bodyLength).toBe(5)
    agent.destroy()
  })

  it('says the length of a chunked body that it passed (S60)', async () => {
    await send({ method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } }, [Buffer.from('abc'), Buffer.from('de')])
    expect(seen?.headers).toMatchObject({ 'content-length': '5' })
    expect(seen?.headers['transfer-encoding']).toBeUndefined()
    expect(seen?.rawHeaders.join().toLowerCase()).not.toContain('transfer-encoding')
  })

  it('survives a client that leaves in the middle of a chunked body', async () => {
    const socket = connect(port(), '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')
    await once(socket, 'connect')
    socket.destroy()
    await once(socket, 'close')
    expect(await send({})).toMatchObject({ status: 200 })
  })
})

describe('the way to the public address', () => {
  const visit = (headers: http.OutgoingHttpHeaders, options: http.RequestOptions = {}) =>
    send({
      path: '//evil.example/login?callbackUrl=%2Fprofile',
      ...options,
      headers: { Accept: 'text/html', ...headers },
    })

  it('leads a browser from another name of this machine', async () => {
    withConfig({ APP_URL: `http://localhost:${port()}` })
    for (const host of ['127.0.0.1', '[::1]']) {
      const { status, headers } = await visit({ Host: `${host}:${port()}` })
      expect(status).toBe(307)
      expect(headers.location).toBe(`${config().appUrl}//evil.example/login?callbackUrl=%2Fprofile`)
    }
  })

  it('leads nobody else anywhere, and none in a circle (S17)', async () => {
    withConfig({ APP_URL: `http://localhost:${port()}` })
    const loopback = `127.0.0.1:${port()}`
    for (const host of [
      `localhost:${port()}`,
      '127.0.0.1:1',
      'evil.example',
      `127.0.0.1@evil.example:${port()}`,
      `${loopback}/x`,
      '%',
    ])
      expect((await visit({ Host: host })).status).toBe(200)
    expect((await visit({ Host: loopback }, { method: 'POST' })).status).toBe(200)
    expect((await visit({ Host: loopback, Authorization: 'Bearer x' })).status).toBe(200)
    expect((await visit({ Host: loopback, Accept: 'application/json' })).status).toBe(200)
    withConfig({ APP_URL: 'https://accounts.example.com' })
    expect((await visit({ Host: loopback })).status).toBe(200)
  })
})

describe('a next-router-state-tree', () => {
  const ask = (state: string) => send({ headers: { RSC: '1', 'next-router-state-tree': state } })

  it.each([
    '["",{},null,"metadata-only"]',
    '["",{"children":["(auth)",{"children":["register",{"children":["__PAGE__",{},null,null,0]},null,"refetch",0]},null,null,0]},null,null,16]',
    '["",{"children":[["id","7","d",null],{"children":["__PAGE__?{}",{}]},["/a","b"]]}]',
  ])('as the script sends it passes: %s', async (state) => {
    expect((await ask(encodeURIComponent(state))).status).toBe(200)
  })

  it.each([
    '%5B%5D%%',
    '',
    '5',
    '[]',
    '{}',
    '["",[]]',
    '["",{"a":5}]',
    '["",{},5]',
    '["",{},null,"x"]',
    '[["id","7","x",null],{}]',
    '['.repeat(9000),
  ])('that nobody can read is refused (S60): %s', async (state) => {
    expect((await ask(state)).status).toBe(400)
    expect(seen).toBeNull()
  })
})
