import { strFromU8, unzipSync } from 'fflate'
import { caughtMail } from '../support/api-mails'
import { expect, logIn, test } from '../support/api-test'

test.describe('DELETE /api/v1/profile', () => {
  test('schedules the deletion and ends every session; logging in takes it back', async ({ api, newLogin }) => {
    const login = await newLogin()
    const other = await logIn(api, login)
    const bystander = await newLogin()
    const { status, body } = await api.delete('/api/v1/profile', {
      token: login.access,
      data: { password: login.password },
    })
    expect([status, Object.keys(body).toSorted()]).toEqual([202, ['deletion_due_at', 'message']])
    const days = (Date.parse(body.deletion_due_at) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(13.9)
    expect(days).toBeLessThan(14.1)
    for (const { access, refresh } of [login, other]) {
      expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
      expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(401)
    }
    await caughtMail(login.email, 'Your account will be deleted')
    expect((await api.get(`/api/v1/users/${login.id}`, { token: bystander.access })).status).toBe(404)

    const back = await logIn(api, login)
    expect((await api.get('/api/v1/profile', { token: back.access })).body.id).toBe(login.id)
    expect((await api.get(`/api/v1/users/${login.id}`, { token: bystander.access })).status).toBe(200)
  })

  test('asks for the password', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const wrong = await api.delete('/api/v1/profile', { token: access, data: { password: 'not-the-password' } })
    expect([wrong.status, wrong.body.code, Object.keys(wrong.body.errors)]).toEqual([
      400,
      'wrong_password',
      ['password'],
    ])
    const none = await api.delete('/api/v1/profile', { token: access, data: {} })
    expect([none.status, Object.keys(none.body.errors)]).toEqual([400, ['password']])
    expect((await api.delete('/api/v1/profile', { token: access })).status).toBe(415)
    expect((await api.get('/api/v1/profile', { token: access })).status).toBe(200)
  })
})

test.describe('GET /api/v1/profile/export', () => {
  test('is a zip of everything held on the user, and no secret', async ({ api, newLogin }) => {
    const { access, refresh, id, email } = await newLogin()
    const { status, headers, bytes } = await api.get('/api/v1/profile/export', { token: access })
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      'application/zip',
      expect.stringMatching(/^attachment; filename=".+\.zip"$/),
    ])
    const files = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)] as const)
    const account = JSON.parse(files.find(([name]) => name === 'account.json')?.[1] ?? '{}')
    expect(account).toMatchObject({ id, email })
    const all = files.map(([, text]) => text).join('\n')
    for (const secret of [access, refresh, 'bcrypt_sha256', 'passwordHash']) expect(all).not.toContain(secret)
  })

  test('is throttled, with the seconds to wait (429)', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => api.get('/api/v1/profile/export', { token: access })),
    )
    const [refused, ...more] = answers.filter(({ status }) => status !== 200)
    expect(more).toEqual([])
    expect([refused?.status, refused?.body.code, refused?.headers['retry-after']]).toEqual([
      429,
      'too_many_requests',
      expect.stringMatching(/^[1-9]\d*$/),
    ])
  })

  test('asks for a login', async ({ api }) => {
    expect((await api.get('/api/v1/profile/export')).status).toBe(401)
  })
})
