import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { APIRequestContext } from '@playwright/test'
import { ApiClient, sendByPlaywright } from '../support/api-client'
import { expect, test } from '../support/api-test'
import { decodedToken } from '../../lib/testing/forged-tokens'
import { expectDocumented } from '../support/openapi-response'
import { aPerson } from '../support/person'
import { aPicture } from '../../lib/testing/pictures'
import { sendForm } from '../support/plain-form'
import { queryDatabase } from '../../lib/testing/query-database'
import { startServer } from '../support/start-server'

// One server for all, and the last test takes its secret away.
test.describe.configure({ mode: 'default' })

let server: Awaited<ReturnType<typeof startServer>>

test.beforeAll(async () => {
  server = await startServer({
    EMAIL_VERIFICATION: 'optional',
    LEGACY_REFRESH_ROTATION: 'on',
    REGISTRATION: 'example.com',
    REFRESH_TOKEN_GRACE: '1s',
    ACCESS_TOKEN_LIFETIME: '90s',
    TOKEN_AUDIENCE: 'https://api.example.com',
    AFTER_LOGIN_URL: '/sessions',
  })
})
test.afterAll(() => server.stop())

test('LEGACY_REFRESH_ROTATION=on replaces the refresh tokens of older paths too, and their clients can go on', async ({
  request,
}) => {
  for (const path of ['/api/token/refresh', '/refresh']) {
    const { api, refresh } = await newcomer(request, '/create-user')
    const first = await api.post(path, { refresh })
    expect(decodedToken(first.body.refresh).claims.jti).not.toBe(decodedToken(refresh).claims.jti)
    const second = await api.post(path, { refresh: first.body.refresh })
    expect(decodedToken(second.body.refresh).claims.jti).not.toBe(decodedToken(first.body.refresh).claims.jti)
  }
})

test('a replaced refresh token is taken as long as REFRESH_TOKEN_GRACE, then ends the session (S44)', async ({
  request,
}) => {
  const { api, access, refresh } = await newcomer(request, '/api/v1/register')
  expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(200)
  const again = async () => (await api.post('/api/v1/token/refresh', { refresh })).status
  await expect.poll(again, { intervals: [100] }).toBe(401)
  expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
})

test('ACCESS_TOKEN_LIFETIME and TOKEN_AUDIENCE stand in the tokens', async ({ request }) => {
  const { api, access } = await newcomer(request, '/api/v1/register')
  const { claims } = decodedToken(access)
  expect([Number(claims.exp) - Number(claims.iat), claims.aud]).toEqual([90, 'https://api.example.com'])
  expect((await api.get('/api/v1/profile', { token: access })).status).toBe(200)
})

test('AFTER_LOGIN_URL is where a login leads', async ({ request }) => {
  const person = aPerson()
  await new ApiClient(sendByPlaywright(request), server.url).post('/api/v1/register', person)
  const fields = { identifier: person.email, password: person.password }
  const response = await sendForm(request, `${server.url}/login`, { button: 'Log in', fields })
  expect([response.status(), response.headers()['location']]).toEqual([303, '/sessions'])
})

test('REGISTRATION refuses other domains than its own', async ({ request }) => {
  const api = new ApiClient(sendByPlaywright(request), server.url)
  const { status, body } = await api.post('/api/v1/register', { ...aPerson(), email: 'someone@another.example' })
  expect([status, body.code]).toEqual([403, 'email_domain_not_allowed'])
})

test('what does not fit into a queue is 503 busy at once, and says when to come again', async ({ request }) => {
  const { access } = await newcomer(request, '/api/v1/register')
  // Of one colour on each side: quickly sent, and long to decode. One is worked on, and 16 wait.
  const picture = new Uint8Array(await aPicture({ width: 4000, height: 4000 }).png().toBuffer())
  const headers = { Authorization: `Bearer ${access}`, 'Content-Type': 'image/png' }
  const path = '/api/v1/profile/avatar'
  const answers = await Promise.all(
    Array.from({ length: 28 }, () => fetch(`${server.url}${path}`, { method: 'PUT', headers, body: picture })),
  )
  for (const answer of answers) await expectDocumented(answer, { method: 'PUT', path, origin: server.url })
  const refused = answers.filter(({ status }) => status !== 200)
  expect(refused.length).toBeGreaterThan(0)
  for (const answer of refused) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10'])
    expect(await answer.json()).toMatchObject({ code: 'busy', title: 'Service Unavailable' })
  }
  expect((await fetch(`${server.url}${path}`, { method: 'PUT', headers, body: picture })).status).toBe(200)
})

test('an internal error is 500 with an id that the log explains, and nothing else (S62)', async ({ request }) => {
  const { api, access } = await newcomer(request, '/api/v1/register')
  await queryDatabase(server.databaseUrl, 'ALTER TABLE "Session" RENAME TO "Elsewhere"')

  for (const path of ['/api/v1/profile', '/profile', '/users/']) {
    const response = await request.get(`${server.url}${path}`, { headers: { Authorization: `Bearer ${access}` } })
    const requestId = response.headers()['x-request-id']
    const isV1 = path.startsWith('/api/v1')
    expect([response.status(), response.headers()['content-type'], response.headers()['cache-control']]).toEqual([
      500,
      isV1 ? 'application/problem+json' : 'application/json',
      'no-store',
    ])
    expect(await response.json()).toEqual({
      ...(isV1 ? { type: 'about:blank', title: 'Internal Server Error', status: 500 } : {}),
      detail: 'Internal server error',
      code: 'internal_error',
      error: 'Internal server error',
      request_id: requestId,
    })
    expect(server.log()).toContain(requestId)
    expect(server.log()).not.toContain(access)
  }
  await queryDatabase(server.databaseUrl, 'ALTER TABLE "Elsewhere" RENAME TO "Session"')
  expect((await api.get('/api/v1/profile', { token: access })).status).toBe(200)
})

test('a lost AUTH_SECRET stops the start with the way out, which leads out', async ({ request }) => {
  const { api, access } = await newcomer(request, '/api/v1/register')
  const settings = {
    DATABASE_URL: server.databaseUrl,
    AUTH_SECRET: 'another secret, for the old one was lost',
    EMAIL_VERIFICATION: 'optional',
  }
  await expect(startServer(settings)).rejects.toThrow(/another AUTH_SECRET.*npm run keys:rotate/s)

  const rotation = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'scripts/keys-rotate.ts'], {
    env: {
      ...process.env,
      ...settings,
      EMAIL_SERVER: 'mailbox:',
      MAILBOX_KEY: String(process.env.E2E_MAILBOX_KEY),
      APP_URL: '',
    },
  })
  const kid = /[\da-f-]{36}/.exec(rotation.stdout)?.[0]
  const renewed = await startServer(settings)
  try {
    const newcomerThere = await newcomer(request, '/api/v1/register', renewed.url)
    expect(decodedToken(newcomerThere.access).header.kid).toBe(kid)
  } finally {
    await renewed.stop()
  }
  // Tokens of before are taken for as long as they live.
  expect((await api.get('/api/v1/profile', { token: access })).status).toBe(200)
})

async function newcomer(request: APIRequestContext, path: string, origin = server.url) {
  const api = new ApiClient(sendByPlaywright(request), origin)
  const { status, body } = await api.post(path, aPerson())
  expect(status).toBe(201)
  return { api, access: String(body.access), refresh: String(body.refresh) }
}
