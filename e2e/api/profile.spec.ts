import type { APIRequestContext } from '@playwright/test'
import { expect, logIn, test } from '../support/api-test'
import { logIn as logInBrowser } from '../support/log-in'
import { aUsername } from '../../lib/testing/operation-fixtures'
import { aMember } from '../support/person'

const FIELDS = [
  'avatar_url',
  'bio',
  'creation_date',
  'date_joined',
  'email',
  'id',
  'is_email_verified',
  'last_login',
  'last_password_change',
  'last_updated',
  'location',
  'name',
  'number',
  'phone',
  'role',
  'username',
  'website',
]
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const PATH = '/api/v1/profile'

test.describe('GET /api/v1/profile', () => {
  test('shows the profile object, whole', async ({ api, newLogin }) => {
    const { access, id, username, email, name } = await newLogin()
    const { status, body } = await api.get(PATH, { token: access })
    expect([status, Object.keys(body).toSorted()]).toEqual([200, FIELDS])
    const texts = { bio: '', location: '', website: '', phone: '' }
    expect(body).toMatchObject({
      id,
      username,
      name,
      email,
      is_email_verified: true,
      role: 'user',
      avatar_url: null,
      last_password_change: null,
      ...texts,
    })
    for (const date of [body.date_joined, body.last_updated, body.last_login]) expect(date).toMatch(RFC_3339)
    expect(body.creation_date).toBe(body.date_joined)
    expect(Date.now() - Date.parse(body.last_login)).toBeLessThan(60_000)
  })

  test('answers 401 with WWW-Authenticate without a token', async ({ api }) => {
    const { status, body, headers } = await api.get(PATH)
    expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'not_authenticated', 'Bearer'])
    for (const authorization of [
      'Bearer',
      'Bearer ',
      'Bearer x',
      'bearer a.b.c',
      'Basic YTpi',
      'Token abc',
      'Bearer a b',
    ]) {
      const refused = await api.get(PATH, { headers: { Authorization: authorization } })
      expect([refused.status, refused.body.code, refused.headers['www-authenticate']]).toEqual([
        401,
        'token_not_valid',
        'Bearer error="invalid_token"',
      ])
    }
  })

  test('takes the scheme in any case', async ({ api, newLogin }) => {
    const { access } = await newLogin()
    for (const scheme of ['bearer', 'BEARER'])
      expect((await api.get(PATH, { headers: { Authorization: `${scheme} ${access}` } })).status).toBe(200)
  })
})

for (const method of ['PATCH', 'PUT'] as const) {
  test.describe(`${method} ${PATH}`, () => {
    test('changes the fields that are given, and answers the whole profile', async ({ api, newLogin }) => {
      const { access, username } = await newLogin()
      const given = {
        name: 'Ada King',
        bio: 'Notes\non the engine',
        location: 'London',
        website: 'https://example.com/ada',
        phone: '+44 20 7946 0000',
      }
      const changed = await api.call(method, PATH, { token: access, data: given })
      expect([changed.status, Object.keys(changed.body).toSorted()]).toEqual([200, FIELDS])
      expect(changed.body).toMatchObject({ ...given, username })
      const again = await api.call(method, PATH, { token: access, data: { username: `${username}-2`, bio: '' } })
      expect(again.body).toMatchObject({ ...given, bio: '', username: `${username}-2` })
      expect((await api.get(PATH, { token: access })).body).toEqual(again.body)
    })

    test('ignores every field that its owner may not write (S50)', async ({ api, newLogin }) => {
      const { access } = await newLogin()
      const { body: before } = await api.get(PATH, { token: access })
      const readOnly = {
        id: '1',
        email: 'taken@example.com',
        avatar_url: 'https://example.com/a.png',
        date_joined: '2000-01-01T00:00:00Z',
        last_login: null,
      }
      const privileged = {
        role: 'admin',
        is_email_verified: false,
        is_active: false,
        is_staff: true,
        is_superuser: true,
      }
      const columns = {
        password: 'amber-kettle-93-harbor',
        passwordHash: 'x',
        emailVerified: null,
        deletionDueAt: '2000-01-01',
        sessions: { deleteMany: {} },
      }
      const sneaked = { ...readOnly, ...privileged, ...columns }
      const { status, body } = await api.call(method, PATH, { token: access, data: sneaked })
      expect([status, { ...body, last_updated: '' }]).toEqual([200, { ...before, last_updated: '' }])
    })

    test('says what is wrong with which field, and changes nothing', async ({ api, newLogin }) => {
      const { access } = await newLogin()
      const bad = {
        username: 'no spaces',
        name: 'x'.repeat(101),
        bio: 'x'.repeat(501),
        location: 'a\nb',
        website: 'javascript:alert(1)',
        phone: 'call me',
      }
      const { status, body } = await api.call(method, PATH, { token: access, data: bad })
      expect([status, body.code, Object.keys(body.errors).toSorted()]).toEqual([
        400,
        'invalid_input',
        Object.keys(bad).toSorted(),
      ])
      expect((await api.get(PATH, { token: access })).body).toMatchObject({ bio: '', website: '' })
    })

    test('takes the profile as it was given, a username of an older service in it, and no other such name', async ({
      api,
      newLogin,
    }) => {
      const username = `${aUsername()}+x@example.com`
      const { access } = await newLogin({ username, usernameKey: username })
      const { body: before } = await api.get(PATH, { token: access })
      const changed = await api.call(method, PATH, { token: access, data: { ...before, bio: 'new' } })
      expect([changed.status, changed.body.username, changed.body.bio]).toEqual([200, username, 'new'])
      for (const other of [`${aUsername()}+x@example.com`, username.slice(0, 2)]) {
        const { status, body } = await api.call(method, PATH, { token: access, data: { username: other } })
        expect([status, body.code, Object.keys(body.errors)]).toEqual([400, 'invalid_input', ['username']])
      }
    })

    test('refuses a username that is taken', async ({ api, newLogin }) => {
      const [{ access }, { username }] = [await newLogin(), await aMember()]
      const { status, body } = await api.call(method, PATH, {
        token: access,
        data: { username: username.toUpperCase(), bio: 'new' },
      })
      expect([status, body.code, Object.keys(body.errors)]).toEqual([409, 'username_taken', ['username']])
      expect((await api.get(PATH, { token: access })).body.bio).toBe('')
    })
  })
}

test.describe('the cookie of a browser', () => {
  test('opens reads from our own origin, and none from another (S14)', async ({ api, request }) => {
    const member = await aMember()
    await logInBrowser(request, member)
    const reads = [undefined, api.origin, 'https://evil.example', 'null'].map((origin) =>
      api.get(PATH, { headers: origin ? { Origin: origin } : {} }),
    )
    expect((await Promise.all(reads)).map(({ status }) => status)).toEqual([200, 200, 401, 401])
  })

  test('opens writes as JSON with our own Origin only (S14)', async ({ api, request }) => {
    const member = await aMember()
    await logInBrowser(request, member)
    const write = (headers: Record<string, string>, raw = '{"bio":"changed"}') =>
      api.call('PATCH', PATH, { raw, headers })
    for (const origin of [
      undefined,
      'null',
      'https://evil.example',
      `${api.origin}.evil.example`,
      api.origin.replace('http:', 'https:'),
    ]) {
      const { status, body } = await write(origin === undefined ? {} : { Origin: origin })
      expect([status, body.code]).toEqual([401, 'not_authenticated'])
    }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain; application/json',
    ]) {
      const { status, body } = await write({ Origin: api.origin, 'Content-Type': type })
      expect([status, body.code]).toEqual([415, 'unsupported_media_type'])
    }
    expect((await api.get(PATH)).body.bio).toBe('')
    const { status, body } = await write({ Origin: api.origin })
    expect([status, body.bio]).toEqual([200, 'changed'])
  })

  test('opens writes without a body with our own Origin only (S14)', async ({ api, request }) => {
    const member = await aMember()
    const { access } = await logIn(api, member)
    await logInBrowser(request, member)
    for (const origin of ['', 'https://evil.example']) {
      expect((await api.delete('/api/v1/sessions', { headers: origin ? { Origin: origin } : {} })).status).toBe(401)
    }
    expect((await api.get(PATH, { token: access })).status).toBe(200)
    expect((await api.delete('/api/v1/sessions', { headers: { Origin: api.origin } })).status).toBe(204)
    expect((await api.get(PATH, { token: access })).status).toBe(401)
  })

  test('does not count beside an Authorization header, right or wrong', async ({ api, request, newLogin }) => {
    const [inBrowser, bearer] = [await aMember(), await newLogin()]
    await logInBrowser(request, inBrowser)
    expect((await api.get(PATH)).body.id).toBe(inBrowser.id)
    expect((await api.get(PATH, { token: bearer.access })).body.id).toBe(bearer.id)
    expect((await api.get(PATH, { token: 'a.b.c' })).status).toBe(401)
    expect((await api.get(PATH, { headers: { Authorization: 'Basic YTpi' } })).status).toBe(401)
    const write = await api.patch(PATH, { bio: 'changed' }, { token: 'a.b.c', headers: { Origin: api.origin } })
    expect([write.status, (await api.get(PATH)).body.bio]).toEqual([401, ''])
  })

  test('is worth nothing once its session has ended (S32)', async ({ api, request, newLogin }) => {
    const { access, ...member } = await newLogin()
    await logInBrowser(request, member)
    const cookie = await cookieOf(request)
    expect((await api.delete('/api/v1/sessions', { token: access, headers: { Cookie: '' } })).status).toBe(204)
    const { status } = await api.get(PATH, { headers: { Cookie: cookie } })
    expect(status).toBe(401)
  })
})

async function cookieOf(request: APIRequestContext): Promise<string> {
  const { cookies } = await request.storageState()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
