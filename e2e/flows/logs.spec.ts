import { PrismaLibSql } from '@prisma/adapter-libsql'
import type { APIRequestContext } from '@playwright/test'
import { parseLog, type LogLine } from '../../lib/testing/captured-log'
import { INSIDES } from '../support/insides'
import { linksIn, type ReadMail } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aPerson } from '../support/person'
import { sendForm, WANTS_PAGE } from '../support/plain-form'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'

type Server = Awaited<ReturnType<typeof startServer>>

let server: Server
test.beforeAll(async () => {
  server = await startServer({ EMAIL_VERIFICATION: 'optional', TRUSTED_PROXY_HOPS: '1' })
})
test.afterAll(() => server.stop())
// A file's tests share one server, and one of them takes its table away.
test.describe.configure({ mode: 'default' })

test.describe('the log', () => {
  test('has one line for each request: route, status, milliseconds, who and from where', async ({
    playwright,
    clientIp,
  }) => {
    const request = await newClient(playwright, clientIp)
    const person = aPerson()
    const registered = await request.post('/api/v1/register', { data: person })
    const { access, user } = await registered.json()
    await logIn(request, person)
    const Authorization = `Bearer ${access}`
    const expected = [
      [await request.get('/profile'), { route: '/profile', status: 200, userId: user.id }],
      [
        await request.get('/api/v1/profile', { headers: { Authorization } }),
        { route: '/api/v1/profile', status: 200, userId: user.id },
      ],
      [
        await request.get(`/users/${user.id}/`, { headers: { Authorization } }),
        { route: '/api/v1/users/{id}', legacyService: 'E', status: 200, userId: user.id },
      ],
      [await request.get('/verify-email?token=a-canary'), { route: '/verify-email', status: 200 }],
      [await request.get('/nobody/knows/it'), { route: 'unmatched', status: 404 }],
      [
        await request.post('/api/v1/token', { data: { username: person.username, password: 'wrong' } }),
        { route: '/api/v1/token', method: 'POST', status: 401 },
      ],
      [await request.get('/icon.svg'), { route: '/icon.svg', status: 200 }],
    ] as const
    for (const [response, facts] of expected) {
      const requestId = response.headers()['x-request-id']
      await expect.poll(() => linesOf(requestId).filter(({ msg }) => msg === 'request')).toHaveLength(1)
      const line = linesOf(requestId).find(({ msg }) => msg === 'request')
      expect(line).toMatchObject({ level: 'info', method: 'GET', ...facts })
      expect(line?.ms).toBeGreaterThan(0)
      if ('userId' in facts) expect(line?.ip).toBe(clientIp)
    }
    await request.dispose()
  })

  test('logs logins, logouts and every other event of the audit log (S62)', async ({ playwright, clientIp }) => {
    const request = await newClient(playwright, clientIp)
    const person = aPerson()
    const { user } = await (await request.post('/api/v1/register', { data: person })).json()
    const failed = await request.post('/api/v1/token', { data: { username: person.username, password: 'wrong' } })
    await logIn(request, person)
    const events = parseLog(server.log()).filter(({ msg, userId }) => msg === 'audit' && userId === user.id)
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['account.created', 'login.failed', 'login.succeeded']),
    )
    const line = events.find(({ event }) => event === 'login.failed')
    expect(line).toMatchObject({ ip: clientIp, requestId: failed.headers()['x-request-id'] })
    await request.dispose()
  })

  test('holds no password, token, code or cookie, whichever way they came (S62)', async ({ playwright, clientIp }) => {
    const request = await newClient(playwright, clientIp)
    const person = aPerson()
    const { access, refresh } = await (await request.post('/api/v1/register', { data: person })).json()
    const mailed = await mailTo(request, person.email)
    const link = linksIn(mailed).find((candidate) => candidate.includes('token=')) ?? ''
    await logIn(request, person)
    await request.get(new URL(link).pathname + new URL(link).search)
    const renewed = await (await request.post('/api/v1/token/refresh', { data: { refresh } })).json()
    await request.post('/api/v1/verify-email', { data: { token: new URL(link).searchParams.get('token') } })
    await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: person.email } })
    const newPassword = 'copper-violin-82-harbour'
    const form = { button: 'Change password', fields: { old_password: person.password, new_password: newPassword } }
    expect((await sendForm(request, '/change-password', form)).status()).toBe(303)
    // In the wrong places: a path, a query, a header, a body that is no JSON.
    const canary = 'canary-87a1c0'
    await request.get(`/${canary}?password=${canary}`, {
      headers: { Authorization: `Bearer ${canary}`, 'User-Agent': canary, Cookie: `vestibule.session=${canary}` },
    })
    await request.post('/api/v1/token', {
      data: `{"password":"${canary}`,
      headers: { 'Content-Type': 'application/json' },
    })
    await request.post(`/api/${canary}/%ff`)
    await request.post('/login', {
      multipart: { password: canary },
      headers: { Origin: server.url, 'Next-Action': canary },
    })

    const { cookies } = await request.storageState()
    const secrets = [
      person.password,
      newPassword,
      'wrong',
      canary,
      access,
      refresh,
      renewed.access,
      renewed.refresh,
      person.email,
    ]
    const tokens = [
      new URL(link).searchParams.get('token'),
      /^\d{6}$/m.exec(mailed.text)?.[0],
      ...cookies.map(({ value }) => value),
    ]
    expect(cookies.length).toBeGreaterThan(0)
    const log = server.log()
    for (const secret of [...secrets, ...tokens]) {
      expect(secret?.length).toBeGreaterThan(4)
      expect(log.includes(String(secret)), `${secret} in the log`).toBe(false)
    }
    await request.dispose()
  })

  test('cannot be written into: what a client sends ends no line and begins none (S62)', async ({
    playwright,
    clientIp,
  }) => {
    const request = await newClient(playwright, clientIp)
    const forged = '{"level":"info","msg":"audit","event":"login.succeeded","userId":"forged"}'
    const before = parseLog(server.log()).length
    const responses = [
      await request.get(`/x%0a${encodeURIComponent(forged)}`, {
        headers: { 'X-Request-Id': forged, 'User-Agent': forged, 'X-Forwarded-For': forged },
      }),
      await request.post('/api/v1/token', { data: { username: `x\n${forged}`, password: `x\n${forged}` } }),
      await request.post('/login', { multipart: { x: '1' }, headers: { Origin: server.url, 'Next-Action': forged } }),
    ]
    const ids = responses.map((response) => response.headers()['x-request-id'])
    await expect.poll(() => ids.every((id) => linesOf(id).some(({ msg }) => msg === 'request'))).toBe(true)
    const lines = parseLog(server.log()).slice(before)
    expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(3)
    for (const line of lines) expect(line.userId).not.toBe('forged')
    await request.dispose()
  })

  test('logs an internal error by names, frames and the request’s id, and repeats no message (S62)', async ({
    playwright,
    clientIp,
  }) => {
    const request = await newClient(playwright, clientIp)
    const person = aPerson()
    const { access } = await (await request.post('/api/v1/register', { data: person })).json()
    await logIn(request, person)
    const database = await new PrismaLibSql({ url: server.databaseUrl }).connect()
    await database.executeScript('ALTER TABLE "User" RENAME TO "Gone"')
    const [page, api] = [
      await request.get('/profile'),
      await request.get('/api/v1/profile', { headers: { Authorization: `Bearer ${access}` } }),
    ]
    await database.executeScript('ALTER TABLE "Gone" RENAME TO "User"')
    await database.dispose()

    for (const response of [page, api]) {
      expect(response.status()).toBe(500)
      const lines = () => linesOf(response.headers()['x-request-id']).filter(({ level }) => level === 'error')
      await expect.poll(() => lines().map(({ msg }) => msg)).toContain('request')
      const fault = lines().find(({ msg }) => msg !== 'request')
      // Of the driver, where Prisma is passed by.
      expect(fault).toMatchObject({ error: 'DriverAdapterError', code: 'TableDoesNotExist' })
      expect(fault?.frames).not.toEqual([])
    }
    for (const { frames: _, ...line } of parseLog(server.log()))
      expect(INSIDES.exec(JSON.stringify(line).replaceAll('PrismaClient', ''))).toBeNull()
    await request.dispose()
  })
})

function newClient(
  playwright: { request: { newContext: (options: object) => Promise<APIRequestContext> } },
  clientIp: string,
) {
  return playwright.request.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { ...WANTS_PAGE, 'X-Forwarded-For': clientIp },
  })
}

function linesOf(requestId: string | undefined): LogLine[] {
  return parseLog(server.log()).filter((line) => line.requestId === requestId)
}

async function mailTo(request: APIRequestContext, to: string): Promise<ReadMail> {
  const mails = async () => {
    const response = await request.get('/mailbox/messages', {
      params: { key: String(process.env.E2E_MAILBOX_KEY), to },
    })
    return ((await response.json()) as { messages: ReadMail[] }).messages
  }
  await expect.poll(async () => (await mails()).length).toBeGreaterThan(0)
  return (await mails())[0] as ReadMail
}
