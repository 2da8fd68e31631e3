import { caughtMail } from '../support/api-mails'
import { expectSameAnswer } from '../support/api-same-answer'
import { expect, test } from '../support/api-test'
import { codeIn, tokenLinkIn } from '../support/inbox'
import { aPerson } from '../support/person'

const NEW_PASSWORD = 'amber-kettle-93-harbor'
const LAST_PASSWORD = 'copper-lantern-58-brook'

for (const slash of ['', '/']) {
  test(`service B, from registration to a reset password${slash && ', with trailing slashes'}`, async ({ api }) => {
    const { username, email, password } = aPerson()
    const registered = await api.post(`/api/auth/register${slash}`, { username, email, password })
    expect([registered.status, registered.body]).toEqual([
      201,
      { message: 'User created successfully', verification: 'required', email },
    ])
    await api.post(`/api/v1/verify-email${slash}`, {
      email,
      otp: codeIn(await caughtMail(email, 'Verify your email address')),
    })

    const login = await api.post(`/api/auth/login${slash}`, { email, password })
    expect([login.status, login.body.token_type]).toEqual([200, 'Bearer'])
    const token = login.body.access
    const profile = await api.get(`/api/user/profile${slash}`, { token })
    expect([profile.status, profile.body]).toEqual([200, login.body.user])
    expect(profile.body.id).toEqual(expect.any(Number))

    const changed = await api.post(
      `/api/user/change-password${slash}`,
      { old_password: password, new_password: NEW_PASSWORD },
      { token },
    )
    expect([changed.status, changed.body]).toEqual([200, { message: 'Password changed successfully' }])
    expect((await api.get(`/api/user/profile${slash}`, { token })).status).toBe(200)

    const forgotten = await api.post(`/api/auth/forgot-password${slash}`, { email })
    expect([forgotten.status, forgotten.body]).toEqual([
      200,
      { message: 'Password reset instructions sent to your email' },
    ])
    const resetLink = new URL(tokenLinkIn(await caughtMail(email, 'Reset your password')))
    const reset = await api.post(`/api/auth/reset-password${slash}`, {
      uidb64: 'MQ',
      token: resetLink.searchParams.get('token'),
      password: LAST_PASSWORD,
    })
    expect([reset.status, reset.body]).toEqual([200, { message: 'Password has been reset successfully' }])
    expect((await api.get(`/api/user/profile${slash}`, { token })).status).toBe(401)
    expect((await api.post(`/api/auth/login${slash}`, { email, password: LAST_PASSWORD })).status).toBe(200)
  })
}

test('service B answers as v1 does, its refusals too', async ({ api, newLogin }) => {
  const { access, username, password } = await newLogin()
  const wrong = { username, password: 'not-the-password' }
  await expectSameAnswer(api, 'POST', ['/api/auth/register', '/api/v1/register'], {
    data: { email: 'a', password: '' },
  })
  await expectSameAnswer(api, 'POST', ['/api/auth/login', '/api/v1/token'], { data: { username, password } })
  await expectSameAnswer(api, 'POST', ['/api/auth/login', '/api/v1/token'], { data: wrong })
  await expectSameAnswer(api, 'GET', ['/api/user/profile', '/api/v1/profile'], { token: access })
  await expectSameAnswer(api, 'GET', ['/api/user/profile', '/api/v1/profile'], {})
  await expectSameAnswer(api, 'POST', ['/api/user/change-password', '/api/v1/password/change'], {
    token: access,
    data: { old_password: 'x', new_password: NEW_PASSWORD },
  })
  await expectSameAnswer(api, 'POST', ['/api/user/change-password', '/api/v1/password/change'], { data: {} })
  await expectSameAnswer(api, 'POST', ['/api/auth/forgot-password', '/api/v1/password/forgot'], {
    data: { email: 'nobody@example.com' },
  })
  await expectSameAnswer(api, 'POST', ['/api/auth/reset-password', '/api/v1/password/reset'], {
    data: { token: 'x', password: NEW_PASSWORD },
  })
  await expectSameAnswer(api, 'POST', ['/api/auth/reset-password', '/api/v1/password/reset'], {
    data: { token: { not: '' }, password: null },
  })
})
