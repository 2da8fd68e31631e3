import { caughtMail } from '../support/api-mails'
import { expectSameAnswer } from '../support/api-same-answer'
import { expect, test } from '../support/api-test'
import { codeIn } from '../support/inbox'
import { aMember, aPerson } from '../support/person'

for (const slash of ['', '/']) {
  test(`service E, from registration to log-out${slash && ', with trailing slashes'}`, async ({ api }) => {
    const { username, email, name, password } = aPerson()
    const registered = await api.post(`/register${slash}`, { username, email, name, password })
    expect([registered.status, registered.body]).toEqual([
      201,
      { message: 'User created successfully', verification: 'required', email },
    ])
    const verified = await api.post(`/email-verify${slash}`, {
      email,
      otp: codeIn(await caughtMail(email, 'Verify your email address')),
    })
    expect([verified.status, verified.body.user.is_email_verified]).toEqual([200, true])

    const login = await api.post(`/login${slash}`, { email, password })
    expect([login.status, login.body.user.username]).toEqual([200, username])
    const token = login.body.access
    const { id } = login.body.user
    const listed = await api.get(`/users${slash}?q=${username}`, { token })
    expect([listed.status, listed.body.results.map((user: { id: string }) => user.id)]).toEqual([200, [id]])
    // Oneself one sees with the email address, as after a change.
    expect((await api.get(`/users/${id}${slash}`, { token })).body).toMatchObject({ ...listed.body.results[0], email })
    expect(id).toEqual(expect.any(Number))
    for (const method of ['PATCH', 'PUT']) {
      for (const path of [`/users/${id}${slash}`, `/profile${slash}`]) {
        const bio = `${method} ${path}`
        const { status, body } = await api.call(method, path, { token, data: { bio } })
        expect([path, status, body.bio, body.email]).toEqual([path, 200, bio, email])
      }
    }
    const other = await aMember()
    expect((await api.patch(`/users/${other.id}${slash}`, { bio: 'taken over' }, { token })).status).toBe(403)

    const left = await api.post(`/logout${slash}`, { refresh: login.body.refresh })
    expect([left.status, left.body]).toEqual([200, { message: 'Logged out successfully' }])
    expect((await api.get(`/users/${id}${slash}`, { token })).status).toBe(401)
  })
}

test('service E answers as v1 does, its refusals too', async ({ api, newLogin }) => {
  const { access, id, username, password } = await newLogin()
  const other = await aMember()
  await expectSameAnswer(api, 'POST', ['/register', '/api/v1/register'], { data: { email: 'a', password: '' } })
  await expectSameAnswer(api, 'POST', ['/login', '/api/v1/token'], { data: { username, password } })
  await expectSameAnswer(api, 'POST', ['/login', '/api/v1/token'], { data: { username, password: 'not-the-password' } })
  await expectSameAnswer(api, 'POST', ['/email-verify', '/api/v1/verify-email'], {
    data: { email: 'nobody@example.com', otp: '123456' },
  })
  await expectSameAnswer(api, 'POST', ['/email-verify', '/api/v1/verify-email'], { data: { token: { not: '' } } })
  await expectSameAnswer(api, 'GET', ['/users', '/api/v1/users'], {})
  await expectSameAnswer(api, 'GET', [`/users/${other.id}`, `/api/v1/users/${other.id}`], { token: access })
  await expectSameAnswer(api, 'GET', ['/users/nobody', '/api/v1/users/nobody'], { token: access })
  await expectSameAnswer(api, 'PUT', [`/users/${other.id}`, `/api/v1/users/${other.id}`], {
    token: access,
    data: { bio: 'x' },
  })
  await expectSameAnswer(api, 'PATCH', [`/users/${id}`, `/api/v1/users/${id}`], {
    token: access,
    data: { website: 'javascript:x' },
  })
  await expectSameAnswer(api, 'PATCH', ['/profile', '/api/v1/profile'], { token: access, data: { bio: 'x' } })
  await expectSameAnswer(api, 'PUT', ['/profile', '/api/v1/profile'], { token: 'a.b.c', data: { bio: 'x' } })
})

test('a client without a token gets 401, also where a page has the path', async ({ api }) => {
  for (const [method, name] of [
    ['PATCH', '/profile'],
    ['PUT', '/profile'],
    ['GET', '/profile'],
    ['POST', '/change-password'],
    ['POST', '/logout'],
  ] as const) {
    for (const path of [name, `${name}/`]) {
      const { status, body, headers } = await api.call(method, path, method === 'GET' ? {} : { data: {} })
      expect([method, path, status, body.code]).toEqual([method, path, 401, 'not_authenticated'])
      expect(headers['www-authenticate']).toBe('Bearer')
    }
  }
})

test('a client that asks for pages gets them: register, log in, and log out by one button', async ({ request }) => {
  for (const path of ['/register', '/register/', '/login', '/login/', '/logout', '/logout/']) {
    const response = await request.get(path, { headers: { Accept: 'text/html' }, maxRedirects: 0 })
    const isLogOut = path.startsWith('/logout')
    // Without a login there is nothing to log out of.
    if (isLogOut && response.status() !== 200) expect(response.status()).toBe(307)
    else
      expect([path, response.status(), response.headers()['content-type']]).toEqual([
        path,
        200,
        expect.stringContaining('text/html'),
      ])
  }
})
