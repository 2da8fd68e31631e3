import { beforeEach, describe, expect, it } from 'vitest'
import type { ApiRequest } from '@/lib/api/api-request'
import { database } from '@/lib/db/database'
import { decodedToken } from '@/lib/testing/forged-tokens'
import { aContext, aUser, GOOD_PASSWORD, theMail } from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { answerApiRequest } from './answer-api-request'

type Sent = { body?: unknown; token?: string; headers?: Record<string, string> }

/** What a client of an older service is answered. */
async function ask(method: string, target: string, { body, token, headers = {} }: Sent = {}) {
  const { pathname, search } = new URL(target, 'http://localhost')
  const bytes = new TextEncoder().encode(body === undefined ? '' : JSON.stringify(body))
  const request: ApiRequest = {
    method,
    pathname,
    search,
    headers: {
      accept: '*/*',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    readBody: async () => bytes,
    ctx: aContext({ client: 'api' }),
    // A session of a browser that no legacy path takes.
    findBrowserActor: () => Promise.reject(new Error('asked for')),
    sessionCookie: () => Promise.reject(new Error('asked for')),
  }
  const reply = await answerApiRequest(request)
  const text = typeof reply?.body === 'string' ? reply.body : ''
  return { status: reply?.status, headers: reply?.headers ?? {}, body: text ? JSON.parse(text) : null }
}

async function aLogin(path = '/api/login') {
  const user = await aUser()
  const { body } = await ask('POST', path, {
    body: { username: user.username, email: user.username, password: GOOD_PASSWORD },
  })
  return { user, access: String(body.access), refresh: String(body.refresh), shown: body.user }
}

describe('the legacy API', () => {
  beforeEach(() => withConfig({}))

  it('speaks of accounts by their number, in bodies and tokens; v1 by both', async () => {
    const { user, access, refresh, shown } = await aLogin()
    expect([shown.id, shown.number]).toEqual([user.number, undefined])
    for (const token of [access, refresh])
      expect(decodedToken(token).claims).toMatchObject({ sub: user.id, user_id: user.number })
    const renewed = await ask('POST', '/api/token/refresh', { body: { refresh } })
    expect(decodedToken(renewed.body.access).claims.user_id).toBe(user.number)
    expect((await ask('GET', '/api/user/profile', { token: access })).body.id).toBe(user.number)
    expect((await ask('GET', '/api/v1/profile', { token: access })).body).toMatchObject({
      id: user.id,
      number: user.number,
    })
    const ofV1 = await ask('POST', '/api/v1/token', { body: { username: user.username, password: GOOD_PASSWORD } })
    expect(decodedToken(ofV1.body.access).claims.user_id).toBe(user.id)
  })

  it('speaks of them by UUID with LEGACY_ID=uuid', async () => {
    withConfig({ LEGACY_ID: 'uuid' })
    const { user, access, shown } = await aLogin()
    expect([shown.id, decodedToken(access).claims.user_id]).toEqual([user.id, user.id])
  })

  it('finds a user by number and by UUID in either case, the own one with the email address', async () => {
    const { user, access: token } = await aLogin()
    const other = await aUser()
    for (const id of [other.number, other.id, other.id.toUpperCase()]) {
      const { status, body } = await ask('GET', `/users/${id}/`, { token })
      expect([status, body.id, body.email]).toEqual([200, other.number, undefined])
      const change = await ask('PATCH', `/users/${id}/`, { token, body: { bio: 'taken over' } })
      expect([change.status, change.body.detail]).toEqual([403, 'You do not have permission to perform this action.'])
    }
    for (const id of [user.number, user.id.toUpperCase()]) {
      expect((await ask('GET', `/users/${id}/`, { token })).body.email).toBe(user.email)
      expect((await ask('PUT', `/users/${id}/`, { token, body: { bio: String(id), name: null } })).body.bio).toBe(
        String(id),
      )
    }
    for (const id of ['0', '99999999999999999999', '2147483648', 'nobody']) {
      expect(await ask('GET', `/users/${id}`, { token }), id).toMatchObject({
        status: 404,
        body: { detail: 'Not found.' },
      })
    }
    // v1 takes UUIDs alone.
    expect((await ask('GET', `/api/v1/users/${other.number}`, { token })).status).toBe(404)
    expect((await ask('GET', `/api/v1/users/${other.id.toUpperCase()}`, { token })).body.id).toBe(other.id)
  })

  it('lists users in numbered pages, or as an array', async () => {
    const { user, access: token } = await aLogin()
    const others = await Promise.all(
      ['Zoe-list-1', 'Zoe-list-2', 'Zoe-list-3'].map((name) => aUser({ name, nameKey: name.toLowerCase() })),
    )
    withConfig({ LEGACY_PAGE_SIZE: '2' })
    const ids = others.map(({ number }) => number).toSorted((a, b) => Number(a) - Number(b))
    const first = await ask('GET', '/users/?search=ZOE-list', { token })
    expect(first.body).toMatchObject({ count: 3, previous: null, results: [{ id: ids[0] }, { id: ids[1] }] })
    const second = await ask('GET', first.body.next, { token })
    expect(second.body).toMatchObject({ count: 3, next: null, results: [{ id: ids[2] }] })
    expect((await ask('GET', second.body.previous, { token })).body).toEqual(first.body)
    expect((await ask('GET', '/users/?search=zoe-list&page=last', { token })).body.results).toEqual(second.body.results)
    for (const page of ['3', '0', '-1', 'x', '1e9']) {
      expect(await ask('GET', `/users/?search=zoe-list&page=${page}`, { token }), page).toMatchObject({
        status: 404,
        body: { detail: 'Invalid page.' },
      })
    }
    // Never by the email address.
    expect((await ask('GET', `/users/?search=${encodeURIComponent(user.email)}`, { token })).body).toMatchObject({
      count: 0,
      results: [],
    })
    await (await database()).user.updateMany({ where: { id: others[0]?.id ?? '' }, data: { disabledAt: new Date() } })
    withConfig({ LEGACY_USER_LIST: 'array' })
    expect((await ask('GET', '/users/?search=zoe-list', { token })).body).toHaveLength(2)
  })

  it('answers a bad token as SimpleJWT does, and takes the names that its header went by', async () => {
    const { access, refresh } = await aLogin()
    for (const scheme of ['Bearer', 'JWT', 'Token', 'bearer']) {
      const { status } = await ask('GET', '/profile', { headers: { authorization: `${scheme} ${access}` } })
      expect([scheme, status]).toEqual([scheme, 200])
    }
    for (const token of ['a.b.c', refresh]) {
      const { status, body } = await ask('GET', '/api/user/profile', { token })
      expect([status, body]).toEqual([
        401,
        {
          detail: 'Given token not valid for any token type',
          code: 'token_not_valid',
          messages: [{ token_class: 'AccessToken', token_type: 'access', message: 'Token is invalid or expired' }],
        },
      ])
    }
    expect((await ask('GET', '/api/user/profile')).body.detail).toBe('Authentication credentials were not provided.')
    // v1 knows one scheme.
    expect((await ask('GET', '/api/v1/profile', { headers: { authorization: `JWT ${access}` } })).status).toBe(401)
  })

  it('answers a taken username as 400 with the field at the top; v1 as 409 with it there too', async () => {
    const { user } = await aLogin()
    const body = { username: user.username, email: 'someone-new@example.com', password: GOOD_PASSWORD }
    const legacy = await ask('POST', '/api/register', { body })
    expect([legacy.status, legacy.headers['Content-Type'], legacy.body]).toEqual([
      400,
      'application/json',
      { username: ['A user with that username already exists.'] },
    ])
    const v1 = await ask('POST', '/api/v1/register', { body })
    expect([v1.status, v1.body.username]).toEqual([409, v1.body.errors.username])
  })

  it('ends the session of a log-out by refresh token or by access token', async () => {
    for (const out of [
      ({ refresh }: { refresh: string }) => ask('POST', '/logout', { body: { refresh } }),
      ({ access }: { access: string }) => ask('POST', '/logout/', { token: access }),
      ({ access }: { access: string }) => ask('POST', '/logout/', { token: access, body: { refresh: 'a.b.c' } }),
    ]) {
      const login = await aLogin('/login')
      expect((await out(login)).status).toBe(200)
      expect((await ask('GET', '/profile', { token: login.access })).status).toBe(401)
      expect((await ask('POST', '/refresh', { body: { refresh: login.refresh } })).status).toBe(401)
    }
    const nobody = await ask('POST', '/logout', { body: {} })
    expect([nobody.status, nobody.body.error]).toEqual([401, nobody.body.detail])
  })

  it('takes a password without the spaces around it, in one try', async () => {
    const user = await aUser()
    const tries = Array.from({ length: 8 }, () =>
      ask('POST', '/api/login', { body: { username: user.username, password: ` ${GOOD_PASSWORD}\n` } }),
    )
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 200))
    expect(
      (await ask('POST', '/api/v1/token', { body: { username: user.username, password: ` ${GOOD_PASSWORD}` } })).status,
    ).toBe(401)
    // The better hash that a login brings is that of the password, not of what was typed.
    withConfig({ PASSWORD_HASH_COST: '5' })
    await ask('POST', '/api/login', { body: { username: user.username, password: ` ${GOOD_PASSWORD}` } })
    const { passwordHash } = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
    expect(passwordHash).not.toBe(user.passwordHash)
    expect(
      (await ask('POST', '/api/v1/token', { body: { username: user.username, password: GOOD_PASSWORD } })).status,
    ).toBe(200)
  })

  it('asks for a verified address as each service did', async () => {
    withConfig({ LEGACY_VERIFICATION: 'B:optional' })
    const name = () => `user-${crypto.randomUUID().slice(0, 8)}`
    const body = (username: string) => ({ username, email: `${username}@example.com`, password: GOOD_PASSWORD })
    const [ofB, ofE] = [body(name()), body(name())]
    expect((await ask('POST', '/api/auth/register/', { body: ofB })).body.verification).toBe('optional')
    expect((await ask('POST', '/api/auth/login/', { body: ofB })).status).toBe(200)
    expect((await ask('POST', '/register/', { body: ofE })).body.verification).toBe('required')
    expect((await ask('POST', '/login/', { body: ofE })).body.code).toBe('email_not_verified')
    // What one service lets in, another does not.
    for (const path of ['/login/', '/api/v1/token'])
      expect((await ask('POST', path, { body: ofB })).body.code).toBe('email_not_verified')
  })

  it('emails a link to the older front end’s own page where that is set, for requests of its clients alone', async () => {
    withConfig({ LEGACY_RESET_LINK: 'https://app.example.com/reset-password/{uidb64}/{token}' })
    const [ofB, ofV1] = [await aUser(), await aUser()]
    await ask('POST', '/api/auth/forgot-password/', { body: { email: ofB.email } })
    await ask('POST', '/api/v1/password/forgot', { body: { email: ofV1.email } })
    const [, uidb64 = '', token = ''] =
      /^https:\/\/app\.example\.com\/reset-password\/([\w-]+)\/([\w-]+)$/.exec(
        (await theMail(ofB.email, 'password-reset')).url,
      ) ?? []
    expect(Buffer.from(uidb64, 'base64url').toString()).toBe(String(ofB.number))
    const reset = await ask('POST', '/api/auth/reset-password/', {
      body: { uidb64, token, password: `${GOOD_PASSWORD}-2` },
    })
    expect(reset.status).toBe(200)
    expect((await theMail(ofV1.email, 'password-reset')).url).toContain('/reset-password?token=')
  })

  it('lets a page of an allowed origin include its cookies, which never count (S14, S18)', async () => {
    const origin = 'https://app.example.com'
    withConfig({ CORS_ORIGINS: origin, CORS_HEADERS: 'X-Client-Version' })
    const preflight = { origin, 'access-control-request-method': 'POST' }
    const legacy = await ask('OPTIONS', '/login/', { headers: preflight })
    expect(legacy.headers).toMatchObject({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
    })
    expect(legacy.headers['Access-Control-Allow-Headers']).toContain('X-Client-Version')
    const refused = await ask('GET', '/profile', { headers: { origin, cookie: 'vestibule.session=x' } })
    expect([refused.status, refused.headers['Access-Control-Allow-Origin']]).toEqual([401, origin])
    const others = [
      await ask('OPTIONS', '/api/v1/token', { headers: preflight }),
      await ask('OPTIONS', '/login/', { headers: { ...preflight, origin: 'https://evil.example' } }),
    ]
    for (const { headers } of others) expect(headers['Access-Control-Allow-Credentials']).toBeUndefined()
  })

  it('answers a wrong method, media type or encoding as Django REST Framework does', async () => {
    const method = await ask('GET', '/login/')
    expect([method.status, method.headers.Allow, method.body.detail]).toEqual([
      405,
      'POST',
      'Method "GET" not allowed.',
    ])
    const type = await ask('POST', '/login/', { body: {}, headers: { 'content-type': 'text/plain' } })
    expect([type.status, type.body.detail]).toEqual([415, 'Unsupported media type "text/plain" in request.'])
    for (const path of ['/login/', '/api/v1/token']) {
      expect((await ask('POST', path, { body: {}, headers: { 'content-encoding': 'gzip' } })).status).toBe(415)
    }
  })
})
