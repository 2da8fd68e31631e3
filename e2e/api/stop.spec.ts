import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { expect, test } from '../support/api-test'
import { begin, get, isRefused, OPEN, register } from '../support/processes'
import { queryDatabase } from '../../lib/testing/query-database'
import { startSmtpServer } from '../../lib/testing/smtp-server'
import { startServer } from '../support/start-server'

/** Some hundred milliseconds of hashing. */
const SLOW = { ...OPEN, PASSWORD_HASH_COST: '11' }

for (const processes of ['1', '2']) {
  // Several stop as one does, each by itself.
  test(
    `told to stop, ${processes} process(es) finish what is in flight and take nothing new (S74)`,
    { tag: processes === '1' ? '@long' : [] },
    async () => {
      test.skip(
        processes === '1' && process.env.TEST_DATABASE_URL !== undefined,
        'Each process has a database by itself.',
      )
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
    },
  )
}

test('an email that is being handed over when the server stops arrives once, and is known to have (S71, S74)', async () => {
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
