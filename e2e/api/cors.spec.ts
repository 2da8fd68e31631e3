import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from '../support/api-test'
import { decodedToken } from '../../lib/testing/forged-tokens'
import { logIn } from '../support/log-in'
import { aMember } from '../support/person'

// In one worker: the page of another origin is served on the one port that CORS_ORIGINS names.
test.describe.configure({ mode: 'default' })
// A header that tests add to every request would be asked leave for in each preflight.
test.use({ extraHTTPHeaders: {} })

const PORT = Number(process.env.E2E_CLIENT_PORT)
const ALLOWED = `http://localhost:${PORT}`
/** The same page, and to a browser another origin. */
const STRANGER = `http://127.0.0.1:${PORT}`
/** Before the script of a page: what it gets from the server. */
const KEEP_ANSWERS = `
  const [answers, ask] = [[], fetch]
  window.fetch = async (...request) => {
    const response = await ask(...request)
    answers.push(await response.clone().json())
    return response
  }
`
let client: Server

test.beforeAll(async () => {
  client = createServer((_request, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>A client</title>'),
  )
  client.listen(PORT)
  await once(client, 'listening')
})
test.afterAll(() => void client.close())

test('a page of an allowed origin logs in and calls every kind of method with its token (S18)', async ({
  page,
  api,
}) => {
  const { username, password } = await aMember()
  await page.goto(ALLOWED)
  // As dialect E's front end does, by a path that is a page too.
  const login = await ask(page, `${api.origin}/login`, { method: 'POST', json: { username, password } })
  expect(login.status).toBe(200)
  const token = (login.body as { access: string }).access
  const profile = await ask(page, `${api.origin}/api/v1/profile`, { token })
  expect([profile.status, profile.body]).toEqual([200, expect.objectContaining({ username })])
  for (const path of ['/api/v1/profile', '/profile', '/api/v1/profile/']) {
    const changed = await ask(page, `${api.origin}${path}`, { method: 'PATCH', json: { bio: path }, token })
    expect([path, changed.status, (changed.body as { bio: string }).bio]).toEqual([path, 200, path])
  }
  expect((await ask(page, `${api.origin}/api/v1/sessions`, { method: 'DELETE', token })).status).toBe(204)
  // What went wrong is readable too, and by which id it is found in the log.
  const refused = await ask(page, `${api.origin}/api/v1/profile`, { token: 'a.b.c' })
  expect([refused.status, refused.requestId]).toEqual([401, expect.any(String)])
  const out = await ask(page, `${api.origin}/logout`, {
    method: 'POST',
    json: { refresh: (login.body as { refresh: string }).refresh },
  })
  expect(out.status).toBe(200)
  // So are answers about unknown paths, and about a body that is far too large.
  const nothing = await ask(page, `${api.origin}/api/v1/nothing`, { method: 'PUT', json: {}, token })
  expect([nothing.status, nothing.requestId]).toEqual([404, expect.any(String)])
  const large = await ask(page, `${api.origin}/api/v1/token`, { method: 'POST', json: 'x'.repeat(7 * 1024 * 1024) })
  expect([large.status, large.requestId]).toEqual([413, expect.any(String)])
})

test('two tabs that share their tokens, as docs/api.md says, both go on with one refresh token', async ({
  page,
  context,
  api,
  newLogin,
}) => {
  const { access, refresh } = await newLogin()
  const [, written = ''] =
    /```js\n(\/\*\* A new access token in place.*?)```/s.exec(readFileSync('docs/api.md', 'utf8')) ?? []
  expect(written).toContain('https://accounts.example.com')
  const tabs = [page, await context.newPage()]
  for (const tab of tabs) {
    await tab.goto(ALLOWED)
    await tab.addScriptTag({ content: KEEP_ANSWERS + written.replaceAll('https://accounts.example.com', api.origin) })
  }
  const stored = async () => {
    const kept = await Promise.all(tabs.map((tab) => tab.evaluate(() => localStorage.getItem('tokens'))))
    return new Set(kept)
  }
  /** Each tab sees what another wrote a moment later. */
  const share = async (tokens: { access: string; refresh: string }) => {
    await page.evaluate((text) => localStorage.setItem('tokens', text), JSON.stringify(tokens))
    await expect.poll(stored).toEqual(new Set([JSON.stringify(tokens)]))
  }
  /** What tabs get in place of a token, all at the same time; and which refresh tokens the server gave for that. */
  const fresh = async (refused: string, asking: Page[]) => {
    const tokens = await Promise.all(
      asking.map((tab) => tab.evaluate<string>(`freshAccessToken(${JSON.stringify(refused)})`)),
    )
    const given = (
      await Promise.all(asking.map((tab) => tab.evaluate<{ refresh: string }[]>('answers.splice(0)')))
    ).flat()
    // Each asks once at most.
    expect(given.length).toBeGreaterThanOrEqual(1)
    expect(given.length).toBeLessThanOrEqual(asking.length)
    for (const token of tokens) {
      expect(token).not.toBe(refused)
      expect((await api.get('/api/v1/profile', { token })).status).toBe(200)
    }
    const [line, ...others] = new Set(given.map((answer) => decodedToken(answer.refresh).claims.jti))
    expect(others).toEqual([])
    return line
  }

  await share({ access, refresh })
  const second = await fresh(access, tabs)
  // A tab that has not seen the new tokens yet.
  await share({ access, refresh })
  expect(await fresh(access, tabs.slice(1))).toBe(second)

  await expect.poll(async () => (await stored()).size).toBe(1)
  const [kept] = await stored()
  const third = await fresh((JSON.parse(String(kept)) as { access: string }).access, tabs)
  expect(third).not.toBe(second)
})

test('a page of another origin may neither send a token nor read an answer (S18)', async ({ page, api, newLogin }) => {
  const { access, username, password } = await newLogin()
  await page.goto(STRANGER)
  for (const [path, request] of [
    ['/api/v1/profile', { token: access }],
    ['/api/v1/profile', {}],
    ['/api/v1/profile', { method: 'PATCH', json: { bio: 'taken over' }, token: access }],
    ['/api/v1/token', { method: 'POST', json: { username, password } }],
    ['/login', { method: 'POST', json: { username, password } }],
    ['/profile', { token: access }],
  ] as const) {
    expect([path, await ask(page, `${api.origin}${path}`, request)]).toEqual([path, { failure: 'TypeError' }])
  }
  expect((await api.get('/api/v1/profile', { token: access })).body.bio).toBe('')
  // Public keys are for everybody.
  expect((await ask(page, `${api.origin}/.well-known/jwks.json`, {})).status).toBe(200)
})

test('a page of an allowed origin gets nothing by the browser’s cookie (S18)', async ({ page, api, newLogin }) => {
  const { access, username } = await newLogin()
  await logIn(page.request, await aMember())
  await page.goto(ALLOWED)
  // The front ends of the older services send it all the same. Their token counts, and the cookie does not.
  const included = { credentials: 'include' } as const
  expect((await ask(page, `${api.origin}/profile`, included)).status).toBe(401)
  expect((await ask(page, `${api.origin}/profile`, { ...included, token: access })).body).toMatchObject({ username })
  expect(await ask(page, `${api.origin}/api/v1/profile`, { credentials: 'include' })).toEqual({ failure: 'TypeError' })
})

test('no origin is reflected, none may send credentials, and the answer varies by origin (S18)', async ({
  bulkApi: api,
}) => {
  const preflight = {
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,content-type',
  }
  const strangers = [
    STRANGER,
    'null',
    'https://evil.example',
    `${ALLOWED}.evil.example`,
    ALLOWED.replace('http:', 'https:'),
    `${ALLOWED}0`,
    ALLOWED.toUpperCase(),
    `http://localhost`,
  ]
  for (const path of ['/api/v1/token', '/login', '/api/login/', '/token', '/api/nothing']) {
    for (const origin of strangers) {
      for (const answer of [
        await api.call('OPTIONS', path, { headers: { Origin: origin, ...preflight } }),
        await api.post(path, { username: 'nobody-here', password: 'x' }, { headers: { Origin: origin } }),
      ]) {
        const headers = Object.keys(answer.headers)
        expect([path, origin, headers.filter((name) => name.startsWith('access-control'))]).toEqual([path, origin, []])
      }
    }
  }
  for (const path of [
    '/api/v1/token',
    '/api/v1/token/',
    '/login',
    '/register/',
    '/logout',
    '/profile',
    '/change-password',
    '/users',
    '/users/x',
    // It has to pass, or the page would never read the 404.
    '/api/v1/nothing',
    '/profile/nothing',
  ]) {
    const asked = { method: 'OPTIONS', headers: { Origin: ALLOWED, ...preflight } }
    const { status, headers } = await fetch(`${api.origin}${path}`, asked)
    expect([path, status, headers.get('access-control-allow-origin')]).toEqual([path, 204, ALLOWED])
    // What front ends of the older services send.
    const allowed = headers.get('access-control-allow-headers')?.toLowerCase().split(', ')
    expect(allowed).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'x-csrftoken', 'x-requested-with']),
    )
    expect(headers.get('vary')).toMatch(/origin/i)
  }
  const answered = await api.get('/api/v1/profile', { headers: { Origin: ALLOWED } })
  expect([answered.headers['access-control-allow-origin'], answered.headers.vary]).toEqual([
    ALLOWED,
    expect.stringMatching(/origin/i),
  ])
  // Kept for one origin, it must not be given to another.
  expect((await api.get('/api/v1/profile')).headers.vary).toMatch(/origin/i)
})

test('without CORS_ORIGINS there is no CORS at all', async ({ optionalApi }) => {
  const headers = { Origin: ALLOWED, 'Access-Control-Request-Method': 'GET' }
  for (const answer of [
    await optionalApi.call('OPTIONS', '/api/v1/profile', { headers }),
    await optionalApi.get('/api/v1/profile', { headers: { Origin: ALLOWED } }),
  ]) {
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

type Ask = { method?: string; json?: unknown; token?: string; credentials?: RequestCredentials }

/** What a script in the page gets of a request: the answer, or only that it failed. */
function ask(
  page: Page,
  url: string,
  request: Ask,
): Promise<{ status?: number; body?: unknown; requestId?: string | null; failure?: string }> {
  return page.evaluate(
    async ([address, { method = 'GET', json, token, credentials = 'omit' }]) => {
      const headers = {
        ...(json ? { 'Content-Type': 'application/json' } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      }
      try {
        const response = await fetch(address, {
          method,
          headers,
          credentials,
          ...(json ? { body: JSON.stringify(json) } : {}),
        })
        const text = await response.text()
        return {
          status: response.status,
          body: text ? (JSON.parse(text) as unknown) : undefined,
          requestId: response.headers.get('x-request-id'),
        }
      } catch (error) {
        return { failure: (error as Error).name }
      }
    },
    [url, request] as const,
  )
}
