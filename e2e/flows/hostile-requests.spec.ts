import type { APIResponse } from '@playwright/test'
import { linksIn } from '../support/inbox'
import { INSIDES } from '../support/insides'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { readForm, sendForm } from '../support/plain-form'
import { expect, test } from '../support/test'
import { quickly } from '../../lib/testing/quickly'

const FORGED_HOST = {
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Port': '444',
  'X-Host': 'evil.example',
  Forwarded: 'for=192.0.2.66;host=evil.example;proto=https',
  'X-Original-URL': '//evil.example/',
  'X-Rewrite-URL': '//evil.example/',
}

test('a forged host enters no mailed link and no redirect (S17)', async ({ request, inbox, baseURL }) => {
  const [member, person] = [await aMember(), aPerson()]
  for (const headers of [FORGED_HOST, { ...FORGED_HOST, Host: 'evil.example' }]) {
    const redirects = [
      await request.get('/profile', { headers, maxRedirects: 0 }),
      await request.get('/mailbox/open', { headers, maxRedirects: 0 }),
      await sendForm(request, '/login', {
        button: 'Log in',
        fields: { identifier: member.username, password: member.password },
        headers,
      }),
      await sendForm(request, '/logout', { button: 'Log out', headers }),
    ]
    for (const redirect of redirects) {
      expect([303, 307]).toContain(redirect.status())
      expect(new URL(String(redirect.headers().location), baseURL).origin).toBe(baseURL)
    }
  }
  const headers = { ...FORGED_HOST, Host: 'evil.example' }
  await sendForm(request, '/register', { button: 'Create account', fields: person, headers })
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email }, headers })
  for (const mail of [
    await inbox.mailTo(person.email, 'Verify your email address'),
    await inbox.mailTo(member.email, 'Reset your password'),
  ]) {
    expect(linksIn(mail).length).toBeGreaterThan(0)
    for (const link of linksIn(mail)) expect(new URL(link).origin).toBe(baseURL)
    expect(`${mail.html}${mail.text}`).not.toContain('evil.example')
  }
})

test('a forged address of origin is not believed, behind however many entries (S8)', async ({
  request,
  inbox,
  clientIp,
}) => {
  const member = await aMember()
  await logIn(request, member)
  const headers = {
    'X-Forwarded-For': `192.0.2.66, 192.0.2.67, ${clientIp}`,
    'X-Real-IP': '192.0.2.68',
    Forwarded: 'for=192.0.2.69',
    'CF-Connecting-IP': '192.0.2.70',
    'True-Client-IP': '192.0.2.71',
    'X-Vestibule-Socket-Address': '192.0.2.72',
    'X-Vestibule-Forwarded-For': '192.0.2.73',
  }
  const fields = { old_password: member.password, new_password: 'copper-violin-82-harbour' }
  await sendForm(request, '/change-password', { button: 'Change password', fields, headers })
  const { text } = await inbox.mailTo(member.email, 'Your password was changed')
  expect(text).toContain(`from ${clientIp}`)
  expect(text).not.toContain('192.0.2.')
})

test('next-auth answers nothing but who is logged in: its other doors are not there', async ({ request }) => {
  const gets = [
    'signin',
    'signin/credentials',
    'signout',
    'callback/credentials',
    'providers',
    'csrf',
    'error',
    'verify-request',
    '',
    'session/x',
  ]
  const posts = ['signin', 'signin/credentials', 'signout', 'callback/credentials', 'session', 'csrf', '_log']
  for (const [method, names] of [
    ['GET', gets],
    ['POST', posts],
  ] as const) {
    for (const name of names) {
      const form = { identifier: 'x', password: 'y', csrfToken: 'z' }
      const response = await request.fetch(`/api/auth/${name}`, {
        method,
        ...(method === 'POST' ? { form } : {}),
        maxRedirects: 0,
      })
      expect(response.status(), `${method} ${name}`).toBe(404)
      expect(response.headers()['set-cookie'], `${method} ${name}`).toBeUndefined()
    }
  }
  expect(await (await request.get('/api/auth/session')).json()).toBeNull()
  const member = await aMember()
  await logIn(request, member)
  const session = await (await request.get('/api/auth/session')).text()
  expect(session).not.toContain('bcrypt')
})

test('a megabyte of password is refused in less than a second (S60)', async ({ request, baseURL }) => {
  await logIn(request, await aMember())
  const megabyte = 'x'.repeat(1024 * 1024)
  const fields = {
    identifier: 'x',
    username: aPerson().username,
    email: aPerson().email,
    password: megabyte,
    old_password: megabyte,
    new_password: megabyte,
  }
  for (const [path, button] of [
    ['/change-password', 'Change password'],
    ['/forgot-password', 'Send reset link'],
  ] as const) {
    const { hiddenFields } = await readForm(request, path, button)
    const post = () =>
      request.post(path, { multipart: { ...hiddenFields, ...fields }, headers: { Origin: String(baseURL) } })
    const response = await quickly(1000, post)
    expect(response.status()).toBe(413)
  }
  // Just small enough to be read, it is too long at its field, and no hash is spent on it.
  const { hiddenFields } = await readForm(request, '/change-password', 'Change password')
  const long = 'x'.repeat(25 * 1024)
  const multipart = { ...hiddenFields, old_password: long, new_password: long }
  const post = () => request.post('/change-password', { multipart, headers: { Origin: String(baseURL) } })
  const response = await quickly(1000, post)
  expect(await response.text()).toContain('That password is too long.')
})

test('a form without an announced length is refused beyond what is taken of one (S60)', async ({ baseURL }) => {
  const megabytes = new ReadableStream({
    start(controller) {
      for (let sent = 0; sent < 32; sent += 1) controller.enqueue(new Uint8Array(64 * 1024))
      controller.close()
    },
  })
  const headers = { Origin: String(baseURL), 'Content-Type': 'multipart/form-data; boundary=x' }
  const init = { method: 'POST', headers, body: megabytes, duplex: 'half' as const }
  const response = await fetch(`${baseURL}/login`, init)
  expect(response.status).toBe(413)
})

test('whatever is sent, it is refused, and the answer tells nothing of our insides (S60, S62)', async ({
  request,
  baseURL,
}) => {
  const { hiddenFields } = await readForm(request, '/login', 'Log in')
  const headers = { Origin: String(baseURL) }
  // As React numbered the form.
  const action = String(Object.keys(hiddenFields).find((name) => /^\$ACTION_\d+:0$/.test(name))).slice(0, -2)
  const { id } = JSON.parse(hiddenFields[`${action}:0`] ?? '{}') as { id: string }
  const sendAs = (type: string, data: string, extra = {}) =>
    request.post('/login', { data: Buffer.from(data), headers: { ...headers, 'Content-Type': type, ...extra } })
  const sendFields = (fields: Record<string, string>, extra = {}) =>
    request.post('/login', { multipart: { ...hiddenFields, ...fields }, headers: { ...headers, ...extra } })
  const unreadable: APIResponse[] = [
    await sendFields({ [`${action}:0`]: '{"id":"00","bound":"$@1"}' }),
    await sendFields({ [`${action}:1`]: '{{{' }),
    await sendFields({ [`${action}:1`]: '['.repeat(50_000) }),
    await sendFields({ [`${action}:1`]: '[{"values":"$F1"}]' }),
    await sendFields({ [`${action}:1`]: '{{{' }, { 'Next-Router-Prefetch': '1' }),
    await sendFields({ [`${action}:1`]: '{{{' }, { Authorization: 'Bearer x' }),
    await sendAs('multipart/form-data; boundary=x', 'no part at all'),
    await sendAs('multipart/form-data', 'no boundary'),
    await sendAs('text/plain', '[', { 'Next-Action': id }),
    await sendAs('text/plain', '["$F1","$Q1","$K9"]', { 'Next-Action': id }),
    await sendAs('text/plain', '[]', { 'Next-Action': '0'.repeat(42) }),
  ]
  for (const response of unreadable) expect(response.status(), await response.text()).toBe(400)
  const refused: APIResponse[] = [
    ...unreadable,
    await sendFields({ identifier: 'a\u0000b', password: 'c\u0000d' }),
    await sendFields({ identifier: `' OR 1=1 --`, password: '\ud800' }),
    await sendFields({ 'identifier[]': 'x', __proto__: 'x', constructor: 'x' }),
    await sendFields({ [`${action}:1`]: '[{"fieldErrors":null,"values":5}]', identifier: 'x', password: 'y' }),
    await sendAs('application/x-www-form-urlencoded', 'identifier=x&password=y'),
    await request.get('/%00'),
    await request.get('/%ff'),
    await request.get('/profile', { headers: { Cookie: 'vestibule.session=x' } }),
    await request.get('/profile', {
      headers: { Cookie: `vestibule.session=${'x'.repeat(4000)}; vestibule.registration=x; vestibule.mailbox=x` },
    }),
    await request.get('/verify-email', { headers: { Cookie: 'vestibule.registration=AAAA.BBBB.CCCC' } }),
    await request.get('/verify-email', { headers: { RSC: '1', 'Next-Router-State-Tree': '%5B%5D%%' } }),
    await request.get('/login', { params: { callbackUrl: 'x'.repeat(8000) } }),
    await request.fetch('/login', { method: 'PUT' }),
    await request.fetch('/profile', { method: 'DELETE', maxRedirects: 0 }),
  ]
  for (const response of refused) {
    expect(response.status(), response.url()).toBeLessThan(500)
    expect(INSIDES.exec(await response.text()), `${response.status()} ${response.url()}`).toBeNull()
    expect(response.headers()['set-cookie']).toBeUndefined()
  }
})

test('an unknown URL gets our own 404 page, or a problem document under /api', async ({ page, request }) => {
  const response = await page.goto('/no/such/page')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.getByRole('link', { name: 'Back to home' }).click()
  await expect(page).toHaveURL('/')

  const problem = await request.get('/api/no/such/endpoint')
  expect(problem.status()).toBe(404)
  expect(problem.headers()['content-type']).toBe('application/problem+json')
  expect(await problem.json()).toMatchObject({ status: 404, code: 'not_found' })
})

test('React writes forms in the notation that the check before its decoder knows (S65)', async ({ page, request }) => {
  // When a new version of React fails here, change lib/forms/is-valid-action-payload.ts to its notation: the check is
  // an allow-list, and every form is refused until it knows what ours say.
  const { hiddenFields } = await readForm(request, '/login', 'Log in')
  const plain = Object.entries(hiddenFields).filter(([name]) => name.startsWith('$ACTION'))
  // React numbers the forms of a page.
  const numbered = plain.map(([name, value]) => [name.replace(/\d+/, 'N'), value])
  expect(Object.fromEntries(numbered)).toEqual({
    $ACTION_REF_N: '',
    '$ACTION_N:0': expect.stringMatching(/^\{"id":"[0-9a-f]{42}","bound":"\$@1"\}$/),
    '$ACTION_N:1': expect.stringMatching(/^\[\{"status":"idle",.*\}\]$/),
    $ACTION_KEY: expect.stringMatching(/^k[0-9a-f]+$/),
  })

  await page.goto('/login')
  await page.getByLabel('Username or email').fill('nobody')
  await page.getByLabel('Password', { exact: true }).fill('not-the-password-1')
  const sending = page.waitForRequest((sent) => sent.method() === 'POST')
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
  const sent = await sending
  expect(sent.headers()['next-action']).toMatch(/^[0-9a-f]{42}$/)
  const names = [...(sent.postData() ?? '').matchAll(/name="([^"]+)"/g)].map(([, name]) => String(name))
  expect(names.filter((name) => name !== '0' && !name.startsWith('_1_'))).toEqual([])
  expect(names).toContain('0')
})
