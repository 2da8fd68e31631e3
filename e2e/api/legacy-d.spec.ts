import { expectSameAnswer } from '../support/api-same-answer'
import { expect, test } from '../support/api-test'
import { aPerson } from '../support/person'

const NEW_PASSWORD = 'amber-kettle-93-harbor'

for (const slash of ['', '/']) {
  test(`service D, from registration to log-out, without verification${slash && ', with trailing slashes'}`, async ({
    optionalApi: api,
  }) => {
    const { name, email, password } = aPerson()
    const created = await api.post(`/create-user${slash}`, { name, email, password })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      message: 'User created successfully!',
      verification: 'optional',
      email,
      user: { name, email, is_email_verified: false },
    })
    expect(created.body.user.username).not.toContain(email.split('@')[0])
    expect((await api.get(`/profile${slash}`, { token: created.body.access })).body).toEqual(created.body.user)
    expect((await api.post(`/refresh${slash}`, { refresh: created.body.refresh })).status).toBe(200)

    const login = await api.post(`/token${slash}`, { email, password })
    expect([login.status, login.body.user.name]).toEqual([200, name])
    const refreshed = await api.post(`/refresh${slash}`, { refresh: login.body.refresh })
    expect([refreshed.status, Object.keys(refreshed.body)]).toEqual([200, ['access']])
    const token = refreshed.body.access
    const profile = await api.get(`/profile${slash}`, { token })
    expect([profile.status, profile.body.email]).toEqual([200, email])

    const changed = await api.post(
      `/change-password${slash}`,
      { old_password: password, new_password: NEW_PASSWORD },
      { token },
    )
    expect([changed.status, changed.body]).toEqual([200, { message: 'Password changed successfully' }])
    // The session that the registration began is another one.
    expect((await api.get(`/profile${slash}`, { token: created.body.access })).status).toBe(401)
    const left = await api.post(`/logout${slash}`, { refresh: login.body.refresh })
    expect([left.status, left.body]).toEqual([200, { message: 'Logged out successfully' }])
    expect((await api.get(`/profile${slash}`, { token })).status).toBe(401)
    expect((await api.post(`/refresh${slash}`, { refresh: login.body.refresh })).status).toBe(401)
    expect((await api.post(`/token${slash}`, { username: email, password: NEW_PASSWORD })).status).toBe(200)
  })
}

test('service D’s refresh hands out the new refresh token of a session that rotates, so that its client can go on', async ({
  api,
  newLogin,
}) => {
  let { refresh } = await newLogin()
  for (let round = 0; round < 2; round++) {
    const { status, body } = await api.post('/refresh', { refresh })
    expect([status, Object.keys(body)]).toEqual([200, ['access', 'refresh', 'expires_in']])
    expect(body.refresh).not.toBe(refresh)
    refresh = body.refresh
  }
})

test('service D with verification required ends its message the same way', async ({ api }) => {
  const { name, email, password } = aPerson()
  const { status, body } = await api.post('/create-user', { name, email, password })
  expect([status, body]).toEqual([201, { message: 'User created successfully!', verification: 'required', email }])
})

test('service D repeats what went wrong as `error`', async ({ optionalApi: api }) => {
  const { email, password } = aPerson()
  await api.post('/create-user', { name: 'One', email, password })
  const again = await api.post('/create-user', { name: 'Two', email, password })
  expect([again.status, again.body]).toEqual([
    400,
    { email: [again.body.error], error: 'user with this email already exists.' },
  ])
  const wrong = await api.post('/token', { email, password: 'not-the-password' })
  expect([wrong.status, wrong.body.error]).toEqual([401, wrong.body.detail])
})

test('service D answers as v1 does, its refusals too', async ({ api, newLogin }) => {
  const { access, username, password } = await newLogin()
  await expectSameAnswer(api, 'POST', ['/create-user', '/api/v1/register'], { data: { email: 'a', password: '' } })
  await expectSameAnswer(api, 'POST', ['/token', '/api/v1/token'], { data: { username, password } })
  await expectSameAnswer(api, 'POST', ['/token', '/api/v1/token'], { data: {} })
  await expectSameAnswer(api, 'POST', ['/refresh', '/api/v1/token/refresh'], { data: { refresh: 'a.b.c' } })
  await expectSameAnswer(api, 'POST', ['/logout', '/api/v1/token/revoke'], { data: { refresh: 'a.b.c' } })
  await expectSameAnswer(api, 'GET', ['/profile', '/api/v1/profile'], { token: access })
  await expectSameAnswer(api, 'GET', ['/profile', '/api/v1/profile'], { token: 'a.b.c' })
  await expectSameAnswer(api, 'POST', ['/change-password', '/api/v1/password/change'], {
    token: access,
    data: { old_password: 'x', new_password: NEW_PASSWORD },
  })
})

test('an Authorization header that is no good is refused, not led to the page', async ({ api }) => {
  const written = [
    'Bearer',
    'Bearer ',
    'bearer x',
    'BEARER x',
    'Bearer undefined',
    'Token x',
    'JWT x',
    'a.b.c',
    'Basics',
  ]
  for (const authorization of written) {
    const headers = { Authorization: authorization }
    for (const [method, path] of [
      ['GET', '/profile'],
      ['GET', '/profile/'],
      ['POST', '/change-password'],
    ] as const) {
      const { status, body } = await api.call(method, path, { headers, ...(method === 'POST' ? { data: {} } : {}) })
      expect([path, authorization, status, body.code]).toEqual([path, authorization, 401, 'token_not_valid'])
    }
  }
})

test('what a browser says to a proxy that asks for a password leads to the page', async ({ request }) => {
  for (const authorization of ['Basic YTpi', 'basic YTpi', 'Digest username="a"', 'Negotiate YTpi', 'NTLM YTpi']) {
    const headers = { Accept: 'text/html', Authorization: authorization }
    const response = await request.get('/profile', { headers, maxRedirects: 0 })
    expect([authorization, response.status()]).toEqual([authorization, 307])
  }
})

test('its paths are the same in any case, and so is what they answer', async ({ optionalApi: api }) => {
  const { name, email, password } = aPerson()
  const { refresh } = (await api.post('/create-user', { name, email, password })).body
  // The OpenAPI document has them in lower case.
  const post = async (path: string, data: unknown) => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(`${api.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(data) })
    return (await response.json()) as Record<string, unknown>
  }
  expect(Object.keys(await post('/Refresh', { refresh }))).toEqual(['access'])
  const login = await post('/Token', { email, password })
  // It does not rotate: only the signature may be another.
  const refreshed = await post('/API/Token/refresh/', { refresh: login.refresh })
  const registrations = ({ refresh: token }: Record<string, unknown>) => String(token).split('.')[1]
  expect(registrations(refreshed)).toBe(registrations(login))
})

test('to a browser its paths are pages', async ({ request }) => {
  for (const path of ['/profile', '/profile/', '/change-password', '/change-password/']) {
    for (const [header, value] of [
      ['Accept', 'text/html'],
      ['Sec-Fetch-Mode', 'navigate'],
    ] as const) {
      const response = await request.get(path, { headers: { [header]: value }, maxRedirects: 0 })
      expect([path, response.status(), response.headers()['location']?.startsWith('/login?callbackUrl=')]).toEqual([
        path,
        307,
        true,
      ])
    }
  }
})
