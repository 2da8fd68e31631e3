import { caughtMail } from '../support/api-mails'
import { expectSameAnswer } from '../support/api-same-answer'
import { expect, test } from '../support/api-test'
import { decodedToken } from '../../lib/testing/forged-tokens'
import { tokenLinkIn } from '../support/inbox'
import { letGracePass } from '../support/let-grace-pass'
import { aMember, aPerson } from '../support/person'
import { sendForm } from '../support/plain-form'

for (const slash of ['', '/']) {
  test(`service A, from registration to log-out${slash && ', with trailing slashes'}`, async ({ api, request }) => {
    const { username, email, password } = aPerson()
    const registered = await api.post(`/api/register${slash}`, { username, email, password })
    expect([registered.status, registered.body]).toEqual([
      201,
      { id: null, username, email, message: 'User created successfully', verification: 'required' },
    ])
    const early = await api.post(`/api/login${slash}`, { username, password })
    expect([early.status, early.body.code]).toEqual([403, 'email_not_verified'])

    // Its front end has no page for the proof: the emailed link leads to ours.
    const link = new URL(tokenLinkIn(await caughtMail(email, 'Verify your email address')))
    const proven = await sendForm(request, `${link.pathname}${link.search}`, {
      button: 'Verify my address',
      fields: { password },
    })
    expect(proven.status()).toBe(303)

    const login = await api.post(`/api/login${slash}`, { username, password }, { headers: { Cookie: '' } })
    expect([login.status, login.body.user.username]).toEqual([200, username])
    const { status, body } = await api.post(`/api/token/refresh${slash}`, { refresh: login.body.refresh })
    expect([status, Object.keys(body).toSorted()]).toEqual([200, ['access', 'expires_in', 'refresh']])
    expect((await api.get('/api/v1/profile', { token: body.access })).body.username).toBe(username)
    // It has no path to log out by: v1 has.
    await api.post(`/api/v1/token/revoke${slash}`, { refresh: login.body.refresh })
    expect((await api.post(`/api/token/refresh${slash}`, { refresh: login.body.refresh })).status).toBe(401)
  })
}

test('service A answers as v1 does, its refusals too', async ({ api }) => {
  const { username, password } = await aMember()
  await expectSameAnswer(api, 'POST', ['/api/register', '/api/v1/register'], { data: { username: 'a', email: 'b' } })
  await expectSameAnswer(api, 'POST', ['/api/register', '/api/v1/register'], { data: { ...aPerson(), username } })
  await expectSameAnswer(api, 'POST', ['/api/login', '/api/v1/token'], { data: { username, password } })
  await expectSameAnswer(api, 'POST', ['/api/login', '/api/v1/token'], {
    data: { username, password: 'not-the-password' },
  })
  await expectSameAnswer(api, 'POST', ['/api/token/refresh', '/api/v1/token/refresh'], { data: { refresh: 'a.b.c' } })
  await expectSameAnswer(api, 'POST', ['/api/token/refresh', '/api/v1/token/refresh'], {
    data: { refresh: { $ne: '' } },
  })
})

test('a session that began on an older path keeps its refresh token, on every refresh path, until it ends', async ({
  api,
}) => {
  const { username, password } = await aMember()
  const { body } = await api.post('/api/login', { username, password })
  const line = lineOf(body.refresh)
  const paths = ['/api/token/refresh', '/api/v1/token/refresh', '/api/token/refresh/', '/api/v1/token/refresh/']
  for (const path of paths) expect(lineOf((await api.post(path, { refresh: body.refresh })).body.refresh)).toBe(line)
  await letGracePass(body.refresh)
  for (const path of paths) expect((await api.post(path, { refresh: body.refresh })).status).toBe(200)
  expect(Object.keys((await api.post('/refresh', { refresh: body.refresh })).body)).toEqual(['access'])
})

test('a session that began under /api/v1 rotates on every refresh path', async ({ api, newLogin }) => {
  for (const path of ['/api/token/refresh', '/refresh/', '/api/v1/token/refresh']) {
    const { refresh } = await newLogin()
    await api.post(path, { refresh })
    // Replaced less than the grace ago, the old token yields the current one.
    const { body } = await api.post('/api/v1/token/refresh', { refresh })
    expect(lineOf(body.refresh)).not.toBe(lineOf(refresh))
  }
})

function lineOf(refresh: string): string {
  const { jti, iat, exp } = decodedToken(refresh).claims
  return JSON.stringify([jti, iat, exp])
}
