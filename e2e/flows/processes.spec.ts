import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { aPerson, type Person } from '../support/person'
import { queryDatabase } from '../support/query-database'
import { startSmtpServer } from '../support/smtp-server'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'

/*
 * What `npm start` promises of its processes, with one and with several of them.
 */
type Server = Awaited<ReturnType<typeof startServer>>

const OPEN = { EMAIL_VERIFICATION: 'optional' }
/** Some hundred milliseconds of hashing. */
const SLOW = { ...OPEN, PASSWORD_HASH_COST: '11' }

for (const processes of ['1', '2']) {
  test(`told to stop, ${processes} process(es) finish what is in flight and take nothing new (S74)`, async () => {
    const server = await startServer({ ...SLOW, WEB_CONCURRENCY: processes })
    try {
      const person = await register(server)
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
      const kept = await get(server, '/api/health/live', agent)
      const silent = net.connect(Number(new URL(server.url).port), '127.0.0.1')
      await once(silent, 'connect')
      const closed = [kept, silent].map((socket) => once(socket, 'close'))

      const half = 10
      const logIn = JSON.stringify({ username: person.username, password: person.password })
      const hashing = await begin(server, { 'Content-Length': logIn.length })
      hashing.request.end(logIn)
      const uploads = [
        await begin(server, { 'Content-Length': logIn.length }),
        await begin(server, { 'Transfer-Encoding': 'chunked' }),
      ]
      for (const { request } of uploads) request.write(logIn.slice(0, half))

      const start = performance.now()
      process.kill(server.processId, 'SIGTERM')
      await Promise.all(closed)
      await expect.poll(() => isRefused(server)).toBe(true)
      for (const { request } of uploads) request.end(logIn.slice(half))
      for (const { answer } of [hashing, ...uploads]) {
        const { status, connection, body } = await answer
        expect([status, connection]).toEqual([200, 'close'])
        expect(JSON.parse(body)).toHaveProperty('access')
      }
      expect(await server.ended).toBe(0)
      expect(performance.now() - start).toBeLessThan(10_000)
    } finally {
      await server.stop()
    }
  })

  test(`told to stop, ${processes} process(es) cut off within ten seconds what does not finish (S74)`, async () => {
    const server = await startServer({ ...OPEN, WEB_CONCURRENCY: processes })
    try {
      const { answer, request } = await begin(server, { 'Content-Length': 1000 })
      request.write('{')
      const isCutOff = expect(answer).rejects.toThrow('socket hang up')
      const start = performance.now()
      process.kill(server.processId, 'SIGTERM')
      process.kill(server.processId, 'SIGINT')
      expect(await server.ended).toBe(1)
      expect(performance.now() - start).toBeLessThan(10_000)
      await isCutOff
      expect(server.log()).toContain('1 requests were cut off')
    } finally {
      await server.stop()
    }
  })
}

test('a mail that is being handed over when the server stops arrives once, and is known to have (S71, S74)', async () => {
  const smtp = await startSmtpServer({ toMessage: () => ({ delayMilliseconds: 1500 }) })
  const mail = { EMAIL_SERVER: smtp.url, EMAIL_FROM: 'Accounts <accounts@example.com>', APP_URL: 'http://localhost' }
  const server = await startServer({ ...OPEN, ...mail, WEB_CONCURRENCY: '2' })
  try {
    await register(server)
    await expect.poll(() => smtp.mails.length).toBe(1)
    process.kill(server.processId, 'SIGTERM')
    expect(await server.ended).toBe(0)
    const rows = await queryDatabase(server.databaseUrl, 'SELECT "status", "body" FROM "OutboxMail"')
    expect(rows).toEqual([['delivered', null]])
    expect(smtp.mails).toHaveLength(1)
  } finally {
    await server.stop()
    await smtp.stop()
  }
})

test('a process that dies is replaced, again and again after a pause that grows, while the others serve', async () => {
  const server = await startServer({ ...OPEN, WEB_CONCURRENCY: '2' })
  try {
    await expect.poll(() => childrenOf(server).length).toBe(2)
    const [first, second] = childrenOf(server)

    // None can start while a migration that is known seems to have been edited.
    await queryDatabase(server.databaseUrl, `UPDATE "_prisma_migrations" SET "checksum" = 'x' || "checksum"`)
    process.kill(Number(second), 'SIGKILL')
    const pauses = () => Array.from(server.log().matchAll(/"pauseMilliseconds":(\d+)/g), ([, pause]) => Number(pause))
    await expect.poll(() => pauses().slice(0, 4)).toEqual([100, 200, 400, 800])
    expect(await isRefused(server)).toBe(false)
    await queryDatabase(server.databaseUrl, `UPDATE "_prisma_migrations" SET "checksum" = substr("checksum", 2)`)
    await expect.poll(() => childrenOf(server).length).toBe(2)

    process.kill(Number(first), 'SIGKILL')
    await expect.poll(() => isRefused(server)).toBe(false)
    await register(server)
  } finally {
    await server.stop()
  }
})

test('a bad start ends them all, with its sentences said once', async () => {
  const error = await startServer({ WEB_CONCURRENCY: '3', DATABASE_URL: 'file:/dev/null/accounts.db' }).then(
    () => 'it started',
    (failure: Error) => failure.message,
  )
  expect(error.match(/\/dev\/null/g)).toHaveLength(1)
})

test('every process stamps the address, whatever headers say, and VERCEL too (S8)', async () => {
  const vercel = { VERCEL: '1', CRON_SECRET: 'a-secret-that-nobody-uses' }
  const server = await startServer({ ...OPEN, ...vercel, WEB_CONCURRENCY: '2' })
  try {
    await expect.poll(() => childrenOf(server).length).toBe(2)
    const address = '192.0.2.1'
    const addresses = { 'X-Forwarded-For': address, 'X-Vercel-Forwarded-For': address, 'X-Real-IP': address }
    const forged = { 'X-Request-Id': 'forged', ...addresses, Connection: 'close' }
    for (let count = 0; count < 8; count++) {
      const response = await fetch(`${server.url}/api/health/live`, { headers: forged })
      expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
    }
    const { username, password } = await register(server)
    for (let count = 0; count < 8; count++) {
      const { access } = (await post(server, '/api/v1/token', { username, password }, forged)) as { access: string }
      const headers = { Authorization: `Bearer ${access}` }
      const listed = (await (await fetch(`${server.url}/api/v1/sessions`, { headers })).json()) as { ip: string }[]
      expect(new Set(listed.map(({ ip }) => ip))).toEqual(new Set(['127.0.0.1']))
    }
  } finally {
    await server.stop()
  }
})

async function register(server: Server): Promise<Person> {
  const person = aPerson()
  await post(server, '/api/v1/register', { username: person.username, email: person.email, password: person.password })
  return person
}

async function post(server: Server, path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  expect(response.ok, text).toBe(true)
  return JSON.parse(text)
}

/** Begins to log in; resolves when the server has heard of it and waits for the body. */
async function begin(server: Server, length: http.OutgoingHttpHeaders) {
  const request = http.request(`${server.url}/api/v1/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Expect: '100-continue', ...length },
    agent: new http.Agent({ keepAlive: true }),
  })
  const answer = once(request, 'response').then(async ([response]: http.IncomingMessage[]) => {
    let body = ''
    for await (const chunk of response ?? []) body += String(chunk)
    return { status: response?.statusCode, connection: response?.headers.connection, body }
  })
  request.flushHeaders()
  await once(request, 'continue')
  return { request, answer }
}

/** Asks, and leaves the connection open for the next request. */
async function get(server: Server, path: string, agent: http.Agent): Promise<net.Socket> {
  const request = http.get(`${server.url}${path}`, { agent })
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  const { socket } = response
  response.resume()
  await once(response, 'end')
  return socket
}

async function isRefused(server: Server): Promise<boolean> {
  // A connection that met a process in the moment of its death is never answered.
  const signal = AbortSignal.timeout(1000)
  const answer = fetch(`${server.url}/api/health/live`, { headers: { Connection: 'close' }, signal })
  return answer.then(
    () => false,
    () => true,
  )
}

function childrenOf({ processId }: Server): string[] {
  return execFileSync('pgrep', ['-P', String(processId)], { encoding: 'utf8' }).trim().split('\n')
}
