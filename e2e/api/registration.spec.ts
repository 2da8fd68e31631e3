import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/database'
import { caughtMail, caughtMails } from '../support/api-mails'
import { expect, logIn, test } from '../support/api-test'
import type { ApiClient } from '../support/api-client'
import { codeIn, tokenLinkIn } from '../support/inbox'
import { aMember, aPerson } from '../support/person'

const VERIFY = 'Verify your email address'
const CREATED = 'User created successfully'

test.describe('POST /api/v1/register', () => {
  test('emails a code, by which the address is proven and the program logged in', async ({ api }) => {
    const { name, email, username, password } = aPerson()
    const registered = await api.post('/api/v1/register', { name, email, username, password })
    expect([registered.status, registered.body]).toEqual([201, { message: CREATED, verification: 'required', email }])

    const mail = await caughtMail(email, VERIFY)
    const { status, body } = await api.post('/api/v1/verify-email', { email, otp: codeIn(mail) })
    expect(status).toBe(200)
    expect(Object.keys(body).toSorted()).toEqual(['access', 'expires_in', 'message', 'refresh', 'user'])
    expect(body.user).toMatchObject({ username, email, name, is_email_verified: true, role: 'user' })
    const profile = await api.get('/api/v1/profile', { token: body.access })
    expect([profile.status, profile.body]).toEqual([200, body.user])
    expect((await api.post('/api/v1/token/refresh', { refresh: body.refresh })).status).toBe(200)
    expect((await logIn(api, { username, email, name, password })).access).toBeTruthy()
  })

  test('emails a link to APP_URL, whose token proves the address too', async ({ api }) => {
    const { email, mail } = await register(api)
    const link = new URL(tokenLinkIn(mail))
    expect(`${link.origin}${link.pathname}`).toBe(`${process.env.E2E_API_URL}/verify-email`)
    const { status, body } = await api.post('/api/v1/verify-email', { token: link.searchParams.get('token') })
    expect([status, body.user.email]).toEqual([200, email])
  })

  test('makes a username where none is given, never from the address, and takes no name for an empty one', async ({
    api,
  }) => {
    const { email, password } = aPerson()
    await api.post('/api/v1/register', { email, password })
    const { body } = await api.post('/api/v1/verify-email', { email, otp: codeIn(await caughtMail(email, VERIFY)) })
    expect(body.user.username).toMatch(/^[A-Za-z0-9_.-]{3,30}$/)
    expect(body.user.username).not.toContain(email.split('@')[0])
    expect(body.user.name).toBe('')
  })

  test('answers the same for an address that has an account, and emails its owner (S4)', async ({ api }) => {
    const member = await aMember()
    const { username, password } = aPerson()
    const known = await api.post('/api/v1/register', { username, email: member.email, password })
    const unknown = await api.post('/api/v1/register', { ...aPerson(), email: `other-${member.email}` })
    expect([known.status, known.body]).toEqual([
      201,
      { message: CREATED, verification: 'required', email: member.email },
    ])
    expect(Object.keys(known.headers).toSorted()).toEqual(Object.keys(unknown.headers).toSorted())
    await caughtMail(member.email, 'You already have an account')
    // The registration is no account, and the owner's password still works.
    expect((await api.post('/api/v1/token', { username, password })).status).toBe(401)
  })

  test('takes no field that is not its own (S50)', async ({ api }) => {
    const { email, password } = aPerson()
    const sneaked = {
      role: 'admin',
      is_active: false,
      is_email_verified: true,
      is_staff: true,
      is_superuser: true,
      id: '1',
      emailVerified: new Date(),
      passwordHash: 'x',
    }
    const registered = await api.post('/api/v1/register', { email, password, ...sneaked })
    expect(registered.body).toEqual({ message: CREATED, verification: 'required', email })
    expect((await api.post('/api/v1/token', { email, password })).body.code).toBe('email_not_verified')
    const { body } = await api.post('/api/v1/verify-email', {
      email,
      otp: codeIn(await caughtMail(email, VERIFY)),
      ...sneaked,
    })
    expect(body.user).toMatchObject({ role: 'user', is_email_verified: true })
    expect(body.user.id).not.toBe('1')
  })

  test('says what is wrong with which field, also at the top level, as Django REST Framework does', async ({ api }) => {
    const { status, body } = await api.post('/api/v1/register', {
      email: 'no-address',
      password: 'short',
      username: 'a b',
    })
    expect([status, body.code]).toEqual([400, 'invalid_input'])
    expect(body.email).toEqual(['Enter a valid email address.'])
    expect(Object.keys(body.errors).toSorted()).toEqual(['email', 'username'])
    const missing = await api.post('/api/v1/register', {})
    expect(Object.keys(missing.body.errors).toSorted()).toEqual(['email', 'password'])
  })

  test('takes usernames of 3 to 30 letters, digits, `_ . -`, and no others', async ({ api }) => {
    const { email, password } = aPerson()
    for (const username of ['ab', 'x'.repeat(31), 'a b', 'a@b', 'añb', 'a/b', 'a\nb', ' '.repeat(5), 'раураl']) {
      const { status, body } = await api.post('/api/v1/register', { email, username, password })
      expect([username, status, Object.keys(body.errors)]).toEqual([username, 400, ['username']])
    }
    const unique = randomUUID().replaceAll('-', '')
    for (const username of [unique.slice(0, 3), `A_b.c-${unique.slice(0, 24)}`]) {
      expect((await api.post('/api/v1/register', { ...aPerson(), username })).status).toBe(201)
    }
  })

  test('refuses passwords that are short, common, or made of one’s own names (S57)', async ({ api }) => {
    const { email, username } = aPerson()
    for (const password of ['short-7', 'password123', username, email]) {
      const { status, body } = await api.post('/api/v1/register', { email, username, password })
      expect([status, body.code, Array.isArray(body.password)]).toEqual([400, 'invalid_input', true])
    }
    expect(await caughtMails(email)).toEqual([])
  })

  test('takes long passwords whole: 64 characters, 200 bytes (S56)', async ({ api }) => {
    for (const password of ['Vp7-'.repeat(16), 'añ-9'.repeat(40)]) {
      const { email, verify } = await register(api, { password })
      await verify()
      expect((await api.post('/api/v1/token', { email, password })).status).toBe(200)
      expect((await api.post('/api/v1/token', { email, password: password.slice(0, -1) })).status).toBe(401)
    }
  })

  test('refuses a username that is taken, in whatever case and form of letters', async ({ api }) => {
    const { username } = await aMember()
    for (const taken of [username, username.toUpperCase(), username.replace('u', 'ｕ')]) {
      const { status, body } = await api.post('/api/v1/register', { ...aPerson(), username: taken })
      expect([status, body.code, Object.keys(body.errors)]).toEqual([409, 'username_taken', ['username']])
    }
  })

  test('makes one account of twenty registrations at once, and fails for none (S55)', async ({ api }) => {
    const { username, password } = aPerson()
    const email = `${username}@example.com`
    const variants = [email, email.toUpperCase(), ` ${email} `, email.replace('u', 'U')]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        api.post('/api/v1/register', { username, email: variants[nth % 4], password }),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body.email))).toEqual(new Set([email]))
    // Emails are a minute apart, and the registration that had the first slot may have found five others there already.
    const [recipient, nextAttemptAt] = [email, new Date()]
    await (await database()).outboxMail.updateMany({ where: { recipient, status: 'pending' }, data: { nextAttemptAt } })
    const { status } = await api.post('/api/v1/verify-email', { email, otp: codeIn(await caughtMail(email, VERIFY)) })
    expect(status).toBe(200)
  })

  test('with EMAIL_VERIFICATION=optional logs in at once, and says that an address is taken', async ({
    optionalApi,
  }) => {
    const { email, username, password, name } = aPerson()
    const { status, body } = await optionalApi.post('/api/v1/register', { email, username, password, name })
    expect(status).toBe(201)
    expect(Object.keys(body).toSorted()).toEqual(['access', 'email', 'message', 'refresh', 'user', 'verification'])
    expect(body).toMatchObject({
      message: CREATED,
      verification: 'optional',
      email,
      user: { username, email, name, is_email_verified: false },
    })
    expect((await optionalApi.get('/api/v1/profile', { token: body.access })).body).toEqual(body.user)

    const again = await optionalApi.post('/api/v1/register', { ...aPerson(), email })
    expect([again.status, again.body.code, Object.keys(again.body.errors)]).toEqual([400, 'email_taken', ['email']])
  })
})

test.describe('POST /api/v1/verify-email', () => {
  test('takes a code as people write it, once', async ({ api }) => {
    const { email, code } = await register(api)
    const { status } = await api.post('/api/v1/verify-email', {
      email: ` ${email.toUpperCase()}`,
      otp: `${code.slice(0, 3)} ${code.slice(3)}`,
    })
    expect(status).toBe(200)
    const again = await api.post('/api/v1/verify-email', { email, otp: code })
    expect([again.status, again.body.code, again.body.otp]).toEqual([400, 'wrong_code', [expect.any(String)]])
  })

  test('takes a link’s token once: of 30 at once one succeeds (S21)', async ({ api }) => {
    const { mail } = await register(api)
    const token = new URL(tokenLinkIn(mail)).searchParams.get('token')
    const answers = await Promise.all(Array.from({ length: 30 }, () => api.post('/api/v1/verify-email', { token })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'invalid_token')).toHaveLength(29)
  })

  test('dies after five wrong codes, even for the right one; the link goes on working (S11)', async ({ api }) => {
    const { email, code, mail } = await register(api)
    const wrong = code === '000000' ? '000001' : '000000'
    for (let nth = 0; nth < 5; nth++)
      expect((await api.post('/api/v1/verify-email', { email, otp: wrong })).body.code).toBe('wrong_code')
    expect((await api.post('/api/v1/verify-email', { email, otp: code })).body.code).toBe('wrong_code')
    const token = new URL(tokenLinkIn(mail)).searchParams.get('token')
    expect((await api.post('/api/v1/verify-email', { token })).status).toBe(200)
  })

  test('answers a wrong code for an unknown address as for a known one', async ({ api }) => {
    const { email } = await register(api)
    const [known, unknown] = [
      await api.post('/api/v1/verify-email', { email, otp: '123456' }),
      await api.post('/api/v1/verify-email', { email: `not-${email}`, otp: '123456' }),
    ]
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
  })

  test('names what is missing', async ({ api }) => {
    for (const [body, fields] of [
      [{}, ['email', 'otp']],
      [{ email: 'a@example.com' }, ['otp']],
      [{ otp: '123456' }, ['email']],
    ] as const) {
      const answer = await api.post('/api/v1/verify-email', body)
      expect([answer.status, Object.keys(answer.body.errors).toSorted()]).toEqual([400, fields])
    }
  })

  test('consumes nothing when the username was taken meanwhile: the same request with another succeeds', async ({
    api,
  }) => {
    const { email, code, username } = await register(api)
    await aMember({ username, usernameKey: username })
    const refused = await api.post('/api/v1/verify-email', { email, otp: code })
    expect([refused.status, refused.body.code]).toEqual([409, 'username_taken'])
    const other = aPerson().username
    const { status, body } = await api.post('/api/v1/verify-email', { email, otp: code, username: other })
    expect([status, body.user.username]).toEqual([200, other])
  })
})

test.describe('POST /api/v1/verify-email/resend', () => {
  test('answers the same for every address (S3), and sends none within a minute of another (S12)', async ({ api }) => {
    const [{ email: waiting }, { email: known }, { email: unknown }] = [await register(api), await aMember(), aPerson()]
    const answers = await Promise.all(
      [waiting, known, unknown].map((email) => api.post('/api/v1/verify-email/resend', { email })),
    )
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { message: expect.any(String) }])
    expect(new Set(answers.map(({ body }) => body.message)).size).toBe(1)
    expect(await caughtMails(waiting)).toHaveLength(1)
    expect(await caughtMails(known)).toEqual([])
  })
})

/** An API client that has registered someone, and the email that came. */
async function register(api: ApiClient, overrides: { password?: string } = {}) {
  const { email, username, password } = { ...aPerson(), ...overrides }
  expect((await api.post('/api/v1/register', { email, username, password })).status).toBe(201)
  const mail = await caughtMail(email, VERIFY)
  const code = codeIn(mail)
  return { email, username, mail, code, verify: () => api.post('/api/v1/verify-email', { email, otp: code }) }
}
