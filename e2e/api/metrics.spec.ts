import { ApiClient, sendByPlaywright } from '../support/api-client'
import { expect, test } from '../support/api-test'
import { parseLog } from '../../lib/testing/captured-log'
import { aPerson } from '../support/person'
import { startServer } from '../support/start-server'

const TOKEN = 'the-metrics-token-of-the-tests'

let server: Awaited<ReturnType<typeof startServer>>
test.describe.configure({ mode: 'default' })
test.beforeAll(async () => {
  server = await startServer({ METRICS_TOKEN: TOKEN, EMAIL_VERIFICATION: 'optional' })
})
test.afterAll(() => server.stop())

test('without METRICS_TOKEN there is no /api/metrics, whatever is shown', async ({ api }) => {
  const nothing = await api.get('/api/nothing')
  for (const token of [undefined, TOKEN, ' ', 'undefined', 'null']) {
    const answer = await api.get('/api/metrics', { token })
    expect([answer.status, answer.body]).toEqual([404, nothing.body])
  }
  expect((await api.post('/api/metrics', {})).status).toBe(404)
})

test('the metrics need the operator token', async ({ request }) => {
  const get = (headers: Record<string, string>) => request.get(`${server.url}/api/metrics`, { headers })
  const wrong = ['', 'Bearer', 'Bearer ', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`]
  for (const header of [undefined, ...wrong]) {
    const answer = await get(header === undefined ? {} : { Authorization: header })
    expect(answer.status()).toBe(401)
    expect(answer.headers()['www-authenticate']).toBe('Bearer')
    expect(await answer.text()).not.toContain('vestibule_')
  }
  expect((await request.get(`${server.url}/api/metrics?token=${TOKEN}`)).status()).toBe(401)
  const answer = await get({ Authorization: `Bearer ${TOKEN}` })
  expect([answer.status(), answer.headers()['content-type'], answer.headers()['cache-control']]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
    'no-store',
  ])
  const posted = await request.post(`${server.url}/api/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } })
  expect(posted.status()).toBe(405)
})

test('they count requests, logins by their outcome, refusals, emails, hashes, memory and delays', async ({
  request,
}) => {
  const api = new ApiClient(sendByPlaywright(request), server.url)
  const person = aPerson()
  const { body } = await api.post('/api/v1/register', person)
  await api.post('/api/v1/token', { username: person.username, password: person.password })
  const wrong = { username: person.username, password: 'wrong' }
  for (let tries = 0; tries < 3; tries++) await api.post('/api/v1/token', wrong)
  for (let tries = 0; tries < 11; tries++) await api.get('/api/v1/profile/export', { token: body.access })

  const numbers = await scrape()
  const count = 'vestibule_http_request_duration_seconds_count'
  expect(numbers.get(`${count}{method="POST",route="/api/v1/register",status="2xx"}`)).toBe(1)
  expect(numbers.get(`${count}{method="POST",route="/api/v1/token",status="4xx"}`)).toBe(3)
  expect(numbers.get(`${count}{method="GET",route="/api/v1/profile/export",status="4xx"}`)).toBe(1)
  expect(numbers.get('vestibule_audit_events_total{type="login.succeeded"}')).toBeGreaterThanOrEqual(1)
  expect(numbers.get('vestibule_audit_events_total{type="login.failed"}')).toBe(3)
  expect(numbers.get('vestibule_rate_limit_refusals_total{policy="export:account"}')).toBe(1)
  expect(numbers.get('vestibule_password_hashes{state="waiting"}')).toBe(0)
  expect(numbers.get('vestibule_database_up')).toBe(1)
  expect(numbers.get('vestibule_mails{status="failed"}')).toBe(0)
  expect(numbers.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  expect(numbers.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
})

test('a client cannot make more of them: neither paths nor methods become labels', async ({ request }) => {
  const seriesOfRequests = (numbers: Map<string, number>) =>
    [...numbers.keys()].filter((key) => key.startsWith('vestibule_http_request_duration_seconds')).length
  const before = seriesOfRequests(await scrape())
  for (let number = 0; number < 20; number++) {
    await request.fetch(`${server.url}/never-heard-of/${number}`, { method: number % 2 ? 'PURGE' : 'MKCOL' })
    await request.get(`${server.url}/api/v1/users/${number}`)
    await request.get(`${server.url}/mailbox/${number}/html`)
  }
  const numbers = await scrape()
  const labels = new Set([...numbers.keys()].map((key) => /route="([^"]*)"/.exec(key)?.[1]))
  expect(labels).toContain('unmatched')
  expect(labels).toContain('/mailbox/{id}/html')
  // Three series, each with its buckets, sum and count.
  expect(seriesOfRequests(numbers) - before).toBeLessThanOrEqual(3 * 14)
  expect([...numbers.keys()].join()).not.toMatch(/never-heard-of|PURGE|MKCOL/)
})

// lib/metrics/database-metrics.db.test.ts counts it, and lib/server/metrics/share-metrics.test.ts sums up.
test('they tell how long an email has waited that cannot leave', { tag: '@long' }, async ({ request }) => {
  const stuck = await startServer({
    METRICS_TOKEN: TOKEN,
    EMAIL_SERVER: 'smtp://127.0.0.1:1',
    EMAIL_FROM: 'a@example.com',
    APP_URL: 'http://localhost',
  })
  try {
    const { email, ...person } = aPerson()
    const api = new ApiClient(sendByPlaywright(request), stuck.url)
    expect((await api.post('/api/v1/register', { email, ...person })).status).toBe(201)
    const age = async () => (await scrape(stuck.url)).get('vestibule_mail_oldest_pending_age_seconds')
    await expect.poll(age).toBeGreaterThan(0.5)
    expect((await scrape(stuck.url)).get('vestibule_mails{status="pending"}')).toBe(1)
  } finally {
    await stuck.stop()
  }
})

test('they are those of all processes together, whichever of them is asked', { tag: '@long' }, async () => {
  const cluster = await startServer({ METRICS_TOKEN: TOKEN, WEB_CONCURRENCY: '2' })
  try {
    // Connections of their own are spread over the processes.
    const options = { headers: { Connection: 'close' } }
    let requests = 0
    const processes = async () => {
      requests += 1
      await fetch(`${cluster.url}/.well-known/jwks.json`, options)
      const lines = parseLog(cluster.log()).filter(({ route }) => route === '/.well-known/jwks.json')
      return new Set(lines.map(({ pid }) => pid)).size
    }
    await expect.poll(processes, { timeout: 60_000 }).toBe(2)
    const labels = 'method="GET",route="/.well-known/jwks.json",status="2xx"'
    for (let number = 0; number < 4; number++) {
      expect((await scrape(cluster.url)).get(`vestibule_http_request_duration_seconds_count{${labels}}`)).toBe(requests)
    }
  } finally {
    await cluster.stop()
  }
})

/** Each series by its name and labels. */
async function scrape(url = server.url): Promise<Map<string, number>> {
  const headers = { Authorization: `Bearer ${TOKEN}`, Connection: 'close' }
  const response = await fetch(`${url}/api/metrics`, { headers })
  expect(response.status).toBe(200)
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const series = lines.map((line) => [...(/^(.*) (\S+)$/.exec(line) ?? [])])
  return new Map(series.map(([, name, value]) => [String(name), Number(value)]))
}
