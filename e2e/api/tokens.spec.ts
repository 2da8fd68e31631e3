import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/database'
import { hashPassword } from '@/lib/passwords/hash-password'
import { caughtMail, caughtMails } from '../support/api-mails'
import { expect, logIn, test } from '../support/api-test'
import { decodedToken } from '../../lib/testing/forged-tokens'
import { letGracePass } from '../support/let-grace-pass'
import { aMember } from '../support/person'

const INVALID = 'Token is invalid or expired'

test.describe('POST /api/v1/token', () => {
  test('takes username or address in either field, in any case', async ({ api }) => {
    const { id, username, email, password } = await aMember()
    for (const names of [
      { username },
      { email },
      { username: email },
      { email: username },
      { username: username.toUpperCase() },
      { email: email.toUpperCase() },
      // A form with both fields sends both.
      { username: '', email },
      { username, email: ' ' },
    ]) {
      const { status, body } = await api.post('/api/v1/token', { ...names, password })
      expect([status, body.user?.id]).toEqual([200, id])
    }
  })

  test('answers tokens, their kind and life, and the profile', async ({ api }) => {
    const member = await aMember()
    const { body } = await api.post('/api/v1/token', { username: member.username, password: member.password })
    expect(Object.keys(body).toSorted()).toEqual(['access', 'expires_in', 'refresh', 'token_type', 'user'])
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900 })
    expect((await api.get('/api/v1/profile', { token: body.access })).body).toEqual(body.user)
  })

  test('makes tokens with the claims of RFC 9068 and those that clients of SimpleJWT read', async ({
    api,
    newLogin,
  }) => {
    const { id, access, refresh } = await newLogin()
    const issuer = api.origin
    for (const [token, type, typ, life] of [
      [access, 'access', 'at+jwt', 900],
      [refresh, 'refresh', 'rt+jwt', 30 * 86_400],
    ] as const) {
      const { header, claims } = decodedToken(token)
      expect(header).toEqual({ alg: 'ES256', typ, kid: expect.any(String) })
      expect(claims).toEqual({
        iss: issuer,
        aud: issuer,
        sub: id,
        user_id: id,
        client_id: expect.any(String),
        iat: expect.any(Number),
        nbf: claims.iat,
        exp: Number(claims.iat) + life,
        jti: expect.any(String),
        sid: expect.any(String),
        token_type: type,
        ...(type === 'access' && { auth_time: expect.any(Number), amr: ['pwd'] }),
      })
    }
    expect(decodedToken(access).claims.sid).toBe(decodedToken(refresh).claims.sid)
    expect(decodedToken(access).claims.jti).not.toBe(decodedToken(refresh).claims.jti)
  })

  test('answers alike for an unknown account, a wrong password and a disabled user (S1)', async ({ api }) => {
    const [member, disabled] = [await aMember(), await aMember({ disabledAt: new Date() })]
    const answers = await Promise.all([
      api.post('/api/v1/token', { username: 'nobody-here', password: member.password }),
      api.post('/api/v1/token', { username: member.username, password: 'not-the-password' }),
      api.post('/api/v1/token', { username: disabled.username, password: disabled.password }),
    ])
    const [first] = answers
    for (const { status, body, headers } of answers) {
      expect([status, body.code, body]).toEqual([401, 'invalid_credentials', first?.body])
      expect(Object.keys(headers)).toEqual(Object.keys(first?.headers ?? {}))
    }
  })

  test('refuses the right password of a locked account as a wrong one, without Retry-After; live sessions go on (S6, S10)', async ({
    api,
    newLogin,
  }) => {
    const { username, password, access } = await newLogin()
    const wrong = await Promise.all(
      Array.from({ length: 12 }, () => api.post('/api/v1/token', { username, password: 'not-the-password' })),
    )
    const { status, body, headers } = await api.post('/api/v1/token', { username, password })
    expect([status, body, headers['retry-after']]).toEqual([401, wrong[0]?.body, undefined])
    expect((await api.get('/api/v1/profile', { token: access })).status).toBe(200)
  })

  test('asks for a name or address, and a password', async ({ api }) => {
    const { status, body } = await api.post('/api/v1/token', {})
    expect([status, body.code]).toEqual([400, 'invalid_input'])
    for (const names of [{}, { username: '' }, { email: '' }, { username: ' ', email: '' }]) {
      expect(Object.keys((await api.post('/api/v1/token', { ...names, password: 'x' })).body.errors)).toEqual([
        'username',
      ])
    }
    expect(Object.keys((await api.post('/api/v1/token', { username: 'x' })).body.errors)).toEqual(['password'])
  })

  test('tells the right password only that the address is unproven', async ({ api }) => {
    const { username, password } = await aMember({ emailVerified: null })
    const right = await api.post('/api/v1/token', { username, password })
    expect([right.status, right.body.code]).toEqual([403, 'email_not_verified'])
    expect((await api.post('/api/v1/token', { username, password: 'not-the-password' })).status).toBe(401)
  })
})

test.describe('POST /api/v1/token, for people who were imported', () => {
  test('takes an imported username as it is; an address that matches wins', async ({ api }) => {
    const owner = await aMember()
    const lookalike = await aMember({
      username: owner.email,
      usernameKey: owner.email,
      passwordHash: await hashPassword('amber-kettle-93-harbor'),
    })
    const asOwner = await api.post('/api/v1/token', { username: owner.email, password: owner.password })
    expect([asOwner.status, asOwner.body.user?.id]).toEqual([200, owner.id])
    expect(
      (await api.post('/api/v1/token', { username: owner.email, password: 'amber-kettle-93-harbor' })).status,
    ).toBe(401)
    const byAddress = await api.post('/api/v1/token', { email: lookalike.email, password: 'amber-kettle-93-harbor' })
    expect(byAddress.body.user.username).toBe(owner.email)
  })

  test('leaves an imported username of 150 characters alone when other fields change', async ({ api }) => {
    const username = `${randomUUID()}+imported@example.com/`.padEnd(150, 'x')
    const { password } = await aMember({ username, usernameKey: username })
    const { body } = await api.post('/api/v1/token', { username, password })
    const changed = await api.patch('/api/v1/profile', { bio: 'Still here' }, { token: body.access })
    expect([changed.status, changed.body.username, changed.body.bio]).toEqual([200, username, 'Still here'])
  })
})

test.describe('an access token', () => {
  test('is refused at the next request after its user was disabled, and so is the refresh token (S33)', async ({
    api,
    newLogin,
  }) => {
    const { id, access, refresh } = await newLogin()
    await (await database()).user.update({ where: { id }, data: { disabledAt: new Date() } })
    expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
    expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(401)
    expect((await api.post('/api/v1/token/verify', { token: access })).status).toBe(401)
  })

  test('is refused once its session is over (S35)', async ({ api, newLogin }) => {
    const { access, refresh } = await newLogin()
    const id = String(decodedToken(access).claims.sid)
    await (await database()).session.update({ where: { id }, data: { expiresAt: new Date() } })
    expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
    expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(401)
  })
})

test('an IP that asks too often gets 429 with Retry-After, and no other IP does', async ({ bulkApi }) => {
  const guess = (headers = {}) =>
    bulkApi.post('/api/v1/verify-email', { email: `${randomUUID()}@example.com`, otp: '123456' }, { headers })
  const answers = await Promise.all(Array.from({ length: 61 }, () => guess()))
  const refused = answers.filter(({ status }) => status === 429)
  expect([refused.length, refused[0]?.body.code]).toEqual([1, 'too_many_requests'])
  expect(refused[0]?.headers['retry-after']).toMatch(/^[1-9]\d*$/)
  expect((await guess({ 'X-Forwarded-For': '192.0.2.200' })).status).toBe(400)
})

test.describe('POST /api/v1/token/refresh', () => {
  test('replaces the token', async ({ api, newLogin }) => {
    const { refresh } = await newLogin()
    const { status, body } = await api.post('/api/v1/token/refresh', { refresh })
    expect([status, Object.keys(body).toSorted(), body.expires_in]).toEqual([
      200,
      ['access', 'expires_in', 'refresh'],
      900,
    ])
    expect(lineOf(body.refresh)).not.toEqual(lineOf(refresh))
    expect((await api.get('/api/v1/profile', { token: body.access })).status).toBe(200)
    expect((await api.post('/api/v1/token/refresh', { refresh: body.refresh })).status).toBe(200)
  })

  test('leaves one lineage to 50 parallel calls, and every caller can go on (S44)', async ({ api, newLogin }) => {
    const { refresh } = await newLogin()
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.post('/api/v1/token/refresh', { refresh })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => lineOf(body.refresh))).size).toBe(1)

    const next = await Promise.all(
      answers.slice(0, 10).map(({ body }) => api.post('/api/v1/token/refresh', { refresh: body.refresh })),
    )
    expect(new Set(next.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(next.map(({ body }) => lineOf(body.refresh))).size).toBe(1)
    expect((await api.get('/api/v1/profile', { token: answers[0]?.body.access })).status).toBe(200)
  })

  test('ends the session and emails the owner when a token replaced before the grace is used again (S44)', async ({
    api,
    newLogin,
  }) => {
    const { refresh, email, username, password, name } = await newLogin()
    const bystander = await logIn(api, { username, email, password, name })
    const { body: current } = await api.post('/api/v1/token/refresh', { refresh })
    await letGracePass(refresh)
    const replay = await api.post('/api/v1/token/refresh', { refresh })
    expect([replay.status, replay.body.code, replay.body.detail]).toEqual([401, 'token_not_valid', INVALID])

    expect((await api.post('/api/v1/token/refresh', { refresh: current.refresh })).status).toBe(401)
    expect((await api.get('/api/v1/profile', { token: current.access })).status).toBe(401)
    await caughtMail(email, 'An app was logged out of your account')
    expect(await caughtMails(email)).toHaveLength(1)
    expect((await api.get('/api/v1/profile', { token: bystander.access })).status).toBe(200)
  })

  test('refuses an access token, and whatever is no token (S42)', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    for (const refresh of [access, 'nonsense', 'a.b.c']) {
      const { status, body } = await api.post('/api/v1/token/refresh', { refresh })
      expect([status, body.code, body.detail]).toEqual([401, 'token_not_valid', INVALID])
    }
    expect((await api.post('/api/v1/token/refresh', {})).body.refresh).toEqual([expect.any(String)])
  })

  test('does not ask for a login, nor mind a spent one', async ({ api, newLogin }) => {
    const { refresh } = await newLogin()
    const { status } = await api.post('/api/v1/token/refresh', { refresh }, { token: 'expired.access.token' })
    expect(status).toBe(200)
  })
})

test.describe('POST /api/v1/token/revoke', () => {
  test('logs out: both tokens end at once, and only this session’s', async ({ api, newLogin }) => {
    const { access, refresh, ...member } = await newLogin()
    const other = await logIn(api, member)
    const { status, body } = await api.post('/api/v1/token/revoke', { refresh })
    expect([status, body]).toEqual([200, { message: 'Logged out successfully' }])
    expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
    expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(401)
    expect((await api.get('/api/v1/profile', { token: other.access })).status).toBe(200)
  })

  test('answers the same for a token that is unknown, revoked already, or of another kind', async ({
    api,
    newLogin,
  }) => {
    const { access, refresh } = await newLogin()
    const answers = [access, refresh, refresh, 'nonsense'].map((token) =>
      api.post('/api/v1/token/revoke', { refresh: token }),
    )
    for (const { status, body } of await Promise.all(answers))
      expect([status, body]).toEqual([200, { message: 'Logged out successfully' }])
  })

  test('takes a token that was replaced, too', async ({ api, newLogin }) => {
    const { refresh } = await newLogin()
    const { body } = await api.post('/api/v1/token/refresh', { refresh })
    await api.post('/api/v1/token/revoke', { refresh })
    expect((await api.get('/api/v1/profile', { token: body.access })).status).toBe(401)
  })
})

test.describe('POST /api/v1/token/verify', () => {
  test('answers {} for a valid token of either kind, 401 for any other', async ({ api, newLogin }) => {
    const { access, refresh } = await newLogin()
    for (const token of [access, refresh]) {
      const { status, body } = await api.post('/api/v1/token/verify', { token })
      expect([status, body]).toEqual([200, {}])
    }
    await api.post('/api/v1/token/revoke', { refresh })
    for (const token of [access, refresh, 'nonsense']) {
      const { status, body } = await api.post('/api/v1/token/verify', { token })
      expect([status, body.code, body.detail]).toEqual([401, 'token_not_valid', INVALID])
    }
  })
})

/** What makes two refresh tokens the same one: their bytes may differ, since ES256 is not deterministic. */
function lineOf(refresh: string): string {
  const { jti, iat, exp } = decodedToken(refresh).claims
  return JSON.stringify([jti, iat, exp])
}
