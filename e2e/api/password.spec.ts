import type { ApiClient } from '../support/api-client'
import { caughtMail, caughtMails } from '../support/api-mails'
import { expect, logIn, test } from '../support/api-test'
import { tokenLinkIn } from '../support/inbox'
import { logIn as logInBrowser } from '../support/log-in'
import { aMember, aPerson } from '../support/person'

const NEW_PASSWORD = 'amber-kettle-93-harbor'
const CHANGE = '/api/v1/password/change'
const RESET = '/api/v1/password/reset'
const SENT = { message: 'Password reset instructions sent to your email' }

test.describe('POST /api/v1/password/change', () => {
  test('ends every other session and refresh token, leaves this one, and tells the owner (S26, S34)', async ({
    api,
    newLogin,
  }) => {
    const login = await newLogin()
    const { username, email, password } = login
    const other = await logIn(api, login)
    const { status, body } = await api.post(
      CHANGE,
      { old_password: password, new_password: NEW_PASSWORD },
      { token: login.access },
    )
    expect([status, body]).toEqual([200, { message: 'Password changed successfully' }])

    expect((await api.get('/api/v1/profile', { token: other.access })).status).toBe(401)
    expect((await api.post('/api/v1/token/refresh', { refresh: other.refresh })).status).toBe(401)
    const profile = await api.get('/api/v1/profile', { token: login.access })
    expect([profile.status, typeof profile.body.last_password_change]).toEqual([200, 'string'])
    expect((await api.post('/api/v1/token/refresh', { refresh: login.refresh })).status).toBe(200)
    expect((await api.post('/api/v1/token', { username, password })).status).toBe(401)
    expect((await api.post('/api/v1/token', { username, password: NEW_PASSWORD })).status).toBe(200)
    await caughtMail(email, 'Your password was changed')
  })

  test('refuses a wrong old password at its field, and changes nothing', async ({ api, newLogin }) => {
    const { access, username, password } = await newLogin()
    const { status, body } = await api.post(
      CHANGE,
      { old_password: 'not-the-password', new_password: NEW_PASSWORD },
      { token: access },
    )
    expect([status, body.code, Object.keys(body.errors)]).toEqual([400, 'wrong_password', ['old_password']])
    expect((await api.post('/api/v1/token', { username, password })).status).toBe(200)
  })

  test('refuses a new password that the policy refuses, at its field', async ({ api, newLogin }) => {
    const { access, username, password } = await newLogin()
    for (const weak of ['short-7', 'password123', username]) {
      const { status, body } = await api.post(CHANGE, { old_password: password, new_password: weak }, { token: access })
      expect([status, body.code, Object.keys(body.errors)]).toEqual([400, 'invalid_input', ['new_password']])
    }
  })

  test('asks for a login', async ({ api }) => {
    const { status } = await api.post(CHANGE, { old_password: 'x', new_password: NEW_PASSWORD })
    expect(status).toBe(401)
  })

  test('gives a browser a new session id, and its cookie with the answer (S30)', async ({ api, request, newLogin }) => {
    const { access, ...member } = await newLogin()
    await logInBrowser(request, member)
    const sessionOf = async () =>
      (await (await request.get('/api/v1/sessions')).json()).find(({ current }: { current: boolean }) => current)?.id
    const before = await sessionOf()
    const response = await request.post(CHANGE, {
      data: { old_password: member.password, new_password: NEW_PASSWORD },
      headers: { Origin: api.origin },
    })
    expect([response.status(), await response.json()]).toEqual([200, { message: 'Password changed successfully' }])
    expect(await sessionOf()).not.toBe(before)
    expect(typeof (await sessionOf())).toBe('string')
    expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
  })
})

test.describe('POST /api/v1/password/forgot', () => {
  test('answers the same for every address, in no less than a set time (S3), and emails a link to APP_URL', async ({
    api,
  }) => {
    const [{ email: known }, { email: unknown }, { email: disabled }] = [
      await aMember(),
      aPerson(),
      await aMember({ disabledAt: new Date() }),
    ]
    for (const email of [known, unknown, disabled]) {
      const start = performance.now()
      const { status, body } = await api.post('/api/v1/password/forgot', { email })
      expect([status, body, performance.now() - start > 240]).toEqual([200, SENT, true])
    }
    const link = new URL(tokenLinkIn(await caughtMail(known, 'Reset your password')))
    expect(`${link.origin}${link.pathname}`).toBe(`${process.env.E2E_API_URL}/reset-password`)
    expect([...(await caughtMails(unknown)), ...(await caughtMails(disabled))]).toEqual([])
  })

  test('takes no Host that a client made up into its link (S17)', async ({ api }) => {
    const { email } = await aMember()
    await api.post(
      '/api/v1/password/forgot',
      { email },
      {
        headers: { 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example', Origin: 'https://evil.example' },
      },
    )
    const mail = await caughtMail(email, 'Reset your password')
    expect(new URL(tokenLinkIn(mail)).origin).toBe(process.env.E2E_API_URL)
    expect(`${mail.html}${mail.text}`).not.toContain('evil.example')
  })
})

test.describe('POST /api/v1/password/reset', () => {
  test('sets the password, ends every session, logs nobody in, and tells the owner (S26, S34)', async ({
    api,
    newLogin,
  }) => {
    const { access, refresh, username, email, password } = await newLogin()
    const token = await resetToken(api, email)
    const { status, body } = await api.post(RESET, { token, password: NEW_PASSWORD, uidb64: 'MQ' })
    expect([status, body]).toEqual([200, { message: 'Password has been reset successfully' }])
    expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
    expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(401)
    expect((await api.post('/api/v1/token', { username, password })).status).toBe(401)
    expect((await api.post('/api/v1/token', { username, password: NEW_PASSWORD })).status).toBe(200)
    await caughtMail(email, 'Your password was reset')
  })

  test('takes a token once: of 30 at once one succeeds (S21)', async ({ api }) => {
    const { email } = await aMember()
    const token = await resetToken(api, email)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => api.post(RESET, { token, password: `${NEW_PASSWORD}-${nth}` })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'invalid_token')).toHaveLength(29)
    const spent = await api.post(RESET, { token, password: NEW_PASSWORD })
    expect([spent.status, spent.body.code]).toEqual([400, 'invalid_token'])
  })

  test('does not use the token up on a password that the policy refuses', async ({ api }) => {
    const { email, username } = await aMember()
    const token = await resetToken(api, email)
    const refused = await api.post(RESET, { token, password: username })
    expect([refused.status, refused.body.code, Object.keys(refused.body.errors)]).toEqual([
      400,
      'invalid_input',
      ['password'],
    ])
    expect((await api.post(RESET, { token, password: NEW_PASSWORD })).status).toBe(200)
  })

  test('lets a locked-out owner in (S10)', async ({ api }) => {
    const { email, username } = await aMember()
    await Promise.all(
      Array.from({ length: 12 }, () => api.post('/api/v1/token', { username, password: 'not-the-password' })),
    )
    await api.post(RESET, { token: await resetToken(api, email), password: NEW_PASSWORD })
    expect((await api.post('/api/v1/token', { username, password: NEW_PASSWORD })).status).toBe(200)
  })

  test('refuses a link that a password change has voided (S23)', async ({ api, newLogin }) => {
    const { access, email, password } = await newLogin()
    const token = await resetToken(api, email)
    await api.post(CHANGE, { old_password: password, new_password: NEW_PASSWORD }, { token: access })
    expect((await api.post(RESET, { token, password })).body.code).toBe('invalid_token')
  })
})

async function resetToken(api: ApiClient, email: string): Promise<string> {
  await api.post('/api/v1/password/forgot', { email })
  return new URL(tokenLinkIn(await caughtMail(email, 'Reset your password'))).searchParams.get('token') ?? ''
}
