import { randomUUID } from 'node:crypto'

/** What a client of an older service sends. */
export type Sent = {
  json?: unknown
  form?: Record<string, string>
  multipart?: Record<string, string>
  raw?: string
  token?: string
  headers?: Record<string, string>
}

/** A service, the old one or ours. */
export type Service = {
  /** Sends a request, and keeps what was answered under the name of the step. */
  call: (step: string, method: string, path: string, sent?: Sent) => Promise<Record<string, unknown>>
  /** Proves the email address of someone who has just registered. */
  verify: (email: string) => Promise<void>
  /** The code that was emailed. */
  codeOf: (email: string) => Promise<string>
  /** What the emailed link for a new password contains. */
  resetOf: (email: string) => Promise<{ uidb64: string; token: string }>
  /** An access token like a valid one, which has expired; null where none can be made. */
  expired: (access: string) => Promise<string | null>
}

const NOT_A_TOKEN = 'a.b.c'

/** Someone new at every run. */
function somebody() {
  const key = randomUUID().slice(0, 8)
  return {
    username: `old_${key}`,
    name: `Old ${key}`,
    email: `old-${key}@example.com`,
    password: `Violet-Anchor-${key}-47`,
    next: `Amber-Kettle-${key}-93`,
  }
}

/** The calls of each older service's clients, right and wrong ones. */
export const SCENARIOS: Record<'A' | 'B' | 'D' | 'E', (service: Service) => Promise<void>> = {
  async A(service) {
    const { call } = service
    const me = somebody()
    const account = { username: me.username, email: me.email, password: me.password }
    const register = '/api/register/'
    await call('register', 'POST', register, { json: account })
    await call('register, nothing', 'POST', register, { json: {} })
    await call('register, form, bad address', 'POST', register, {
      form: { ...account, username: `${me.username}x`, email: 'none' },
    })
    await call('register, null', 'POST', register, { json: { ...account, username: null } })
    await call('log in before verification', 'POST', '/api/login/', { json: me })
    await service.verify(me.email)
    await call('register, own name again', 'POST', register, { json: { ...account, email: `y-${me.email}` } })
    const login = { username: me.username, password: me.password }
    const { access, refresh } = await call('log in', 'POST', '/api/login/', { json: login })
    await call('log in, further fields', 'POST', '/api/login/', { json: { ...login, remember: true, role: 'admin' } })
    await loginProbes(service, '/api/login/', login)
    await refreshProbes(service, '/api/token/refresh/', { access: String(access), refresh: String(refresh) })
  },

  async B(service) {
    const { call } = service
    const me = somebody()
    const account = { username: me.username, email: me.email, password: me.password }
    await call('register', 'POST', '/api/auth/register/', { json: account })
    await call('register, name taken', 'POST', '/api/auth/register/', { json: { ...account, email: `x-${me.email}` } })
    await call('register, bad address', 'POST', '/api/auth/register/', {
      json: { ...account, username: `${me.username}x`, email: 'none' },
    })
    await call('register, blank', 'POST', '/api/auth/register/', {
      json: { username: '', email: me.email, password: '' },
    })
    await call('register, nothing', 'POST', '/api/auth/register/', { json: {} })
    const login = { username: me.username, password: me.password }
    const { access, refresh } = await call('log in', 'POST', '/api/auth/login/', { json: login })
    await call('log in by the address', 'POST', '/api/auth/login/', { json: { ...login, username: me.email } })
    await loginProbes(service, '/api/auth/login/', login)
    await profileProbes(service, '/api/user/profile/', { access: String(access), refresh: String(refresh) })
    await call('profile, PUT', 'PUT', '/api/user/profile/', { token: String(access), json: { username: 'x' } })
    const change = '/api/user/change-password/'
    const token = String(access)
    await call('change password, no token', 'POST', change, {
      json: { old_password: me.password, new_password: me.next },
    })
    await call('change password, wrong', 'POST', change, {
      token,
      json: { old_password: 'wrong', new_password: me.next },
    })
    await call('change password, nothing', 'POST', change, { token, json: {} })
    await call('change password', 'POST', change, { token, form: { old_password: me.password, new_password: me.next } })
    await call('profile after it', 'GET', '/api/user/profile/', { token })
    await call('forgot password', 'POST', '/api/auth/forgot-password/', { json: { email: me.email } })
    await call('forgot password, unknown address', 'POST', '/api/auth/forgot-password/', {
      json: { email: `nobody-${me.email}` },
    })
    await call('forgot password, no address', 'POST', '/api/auth/forgot-password/', { json: { email: 'none' } })
    const reset = await service.resetOf(me.email)
    await call('reset password, wrong token', 'POST', '/api/auth/reset-password/', {
      json: { ...reset, token: 'wrong-token', password: me.password },
    })
    await call('reset password', 'POST', '/api/auth/reset-password/', {
      json: { ...reset, password: `${me.password}-x` },
    })
    await call('reset password, once more', 'POST', '/api/auth/reset-password/', {
      json: { ...reset, password: me.password },
    })
    await call('log in after it', 'POST', '/api/auth/login/', {
      json: { username: me.username, password: `${me.password}-x` },
    })
    await call('profile with the token of before', 'GET', '/api/user/profile/', { token })
  },

  async D(service) {
    const { call } = service
    const me = somebody()
    const account = { name: me.name, email: me.email, password: me.password }
    await call('create user', 'POST', '/create-user/', { json: account })
    await call('create user, address taken', 'POST', '/create-user/', { json: account })
    await call('create user, form', 'POST', '/create-user/', { form: { ...account, email: `f-${me.email}` } })
    await call('create user, short password', 'POST', '/create-user/', {
      json: { ...account, email: `s-${me.email}`, password: 'Ab1!' },
    })
    await call('create user, no name', 'POST', '/create-user/', {
      json: { email: `n-${me.email}`, password: me.password },
    })
    await call('create user, nothing', 'POST', '/create-user/', { json: {} })
    const login = { email: me.email, password: me.password }
    const { access, refresh } = await call('token', 'POST', '/token/', { json: login })
    await loginProbes(service, '/token/', login)
    await refreshProbes(service, '/refresh/', { access: String(access), refresh: String(refresh) })
    await profileProbes(service, '/profile/', { access: String(access), refresh: String(refresh) })
    const token = String(access)
    await call('profile, PUT', 'PUT', '/profile/', { token, json: { name: 'New Name', email: me.email } })
    const passwords = { old_password: me.password, new_password: me.next }
    await call('change password, no token', 'POST', '/change-password/', { json: passwords })
    await call('change password, wrong', 'POST', '/change-password/', {
      token,
      json: { ...passwords, old_password: 'wrong' },
    })
    await call('change password, nothing', 'POST', '/change-password/', { token, json: {} })
    await call('change password, weak', 'POST', '/change-password/', {
      token,
      json: { ...passwords, new_password: '12345678' },
    })
    await call('change password', 'POST', '/change-password/', { token, form: passwords })
    const fresh = await call('token with the new password', 'POST', '/token/', {
      json: { ...login, password: me.next },
    })
    const pair = { token: String(fresh.access), refresh: String(fresh.refresh) }
    await call('log out, no token', 'POST', '/logout/', { json: {} })
    await call('log out', 'POST', '/logout/', { token: pair.token, form: { refresh: pair.refresh } })
    await call('refresh after log-out', 'POST', '/refresh/', { json: { refresh: pair.refresh } })
    await call('profile after log-out', 'GET', '/profile/', { token: pair.token })
    await call('log out, again', 'POST', '/logout/', { token: pair.token, json: { refresh: pair.refresh } })
    await call('no such path', 'GET', '/no-such-path/', { headers: { Accept: '*/*' } })
  },

  async E(service) {
    const { call } = service
    const me = somebody()
    const account = { username: me.username, email: me.email, name: me.name, password: me.password }
    await call('register', 'POST', '/register/', { json: account })
    await call('register, form, bad address and short password', 'POST', '/register/', {
      form: { ...account, username: `${me.username}x`, email: 'none', password: 'abc' },
    })
    await call('register, nothing', 'POST', '/register/', { json: {} })
    await call('log in before verification', 'POST', '/login/', { json: { email: me.email, password: me.password } })
    const otp = await service.codeOf(me.email)
    await call('verify, wrong code', 'POST', '/email-verify/', {
      json: { email: me.email, otp: otp === '123456' ? '123457' : '123456' },
    })
    await call('verify, nothing', 'POST', '/email-verify/', { json: {} })
    await call('verify, wrong code as a number', 'POST', '/email-verify/', {
      json: { email: me.email, otp: otp === '654321' ? 654322 : 654321 },
    })
    await call('verify', 'POST', '/email-verify/', { form: { email: me.email, otp } })
    await call('verify, once more', 'POST', '/email-verify/', { json: { email: me.email, otp } })
    const login = { email: me.email, password: me.password }
    const { access, refresh } = await call('log in', 'POST', '/login/', { json: login })
    const token = String(access)
    await loginProbes(service, '/login/', login)
    await refreshProbes(service, '/token/refresh/', { access: token, refresh: String(refresh) })
    await profileProbes(service, '/profile/', { access: token, refresh: String(refresh) })
    const list = await call('users', 'GET', '/users/', { token })
    await call('users, no token', 'GET', '/users/')
    await call('users, unknown page', 'GET', '/users/?page=99999', { token })
    await call('users, POST', 'POST', '/users/', { token, json: {} })
    const { id } = await call('profile, once more', 'GET', '/profile/', { token })
    const own = `/users/${String(id)}/`
    const other = (list.results as { id: string }[]).find((user) => user.id !== id)?.id
    const others = `/users/${String(other)}/`
    await call('another’s profile', 'GET', others, { token })
    await call('another’s profile, PATCH', 'PATCH', others, { token, json: { name: 'Taken over' } })
    await call('another’s profile, DELETE', 'DELETE', others, { token })
    await call('nobody’s profile', 'GET', '/users/00000000-0000-4000-8000-000000000000/', { token })
    await call('own profile', 'GET', own, { token })
    await call('own profile, HEAD', 'HEAD', own, { token })
    await call('own profile, PATCH', 'PATCH', own, {
      token,
      json: { name: 'New Name', role: 'admin', is_active: false },
    })
    await call('own profile, PUT', 'PUT', own, {
      token,
      json: { username: me.username, name: 'New Name', bio: 'Hello', location: '' },
    })
    await call('own profile, PUT without username', 'PUT', own, { token, json: { name: 'New Name' } })
    await call('profile, PATCH, form', 'PATCH', '/profile/', { token, form: { name: 'Newer Name' } })
    await call('profile, PATCH, number', 'PATCH', '/profile/', { token, json: { location: 10115 } })
    await call('profile, PATCH, null', 'PATCH', '/profile/', { token, json: { bio: null } })
    await call('profile, PATCH, odd username', 'PATCH', '/profile/', { token, json: { username: 'not a name!' } })
    await call('log out', 'POST', '/logout/', { token, json: { refresh: String(refresh) } })
    await call('refresh after log-out', 'POST', '/token/refresh/', { json: { refresh: String(refresh) } })
    await call('profile after log-out', 'GET', '/profile/', { token })
  },
}

/** The unusual calls to a login. */
async function loginProbes({ call }: Service, path: string, login: Record<string, string>) {
  const [name = ''] = Object.keys(login)
  await call('log-in, form', 'POST', path, { form: login })
  await call('log-in, multipart', 'POST', path, { multipart: login })
  await call('log-in, spaces around the password', 'POST', path, {
    json: { ...login, password: ` ${login.password} ` },
  })
  await call('log-in, wrong password', 'POST', path, { json: { ...login, password: 'wrong' } })
  await call('log-in, nobody', 'POST', path, { json: { ...login, [name]: 'nobody@example.com' } })
  await call('log-in, blank', 'POST', path, { json: { [name]: '', password: '' } })
  await call('log-in, nothing', 'POST', path, { json: {} })
  await call('log-in, no body', 'POST', path)
  await call('log-in, null and a number', 'POST', path, { json: { [name]: null, password: 12345678 } })
  await call('log-in, a list', 'POST', path, { json: [] })
  await call('log-in, an object for a text', 'POST', path, { json: { [name]: { not: '' }, password: login.password } })
  await call('log-in, broken JSON', 'POST', path, {
    raw: '{"username": ',
    headers: { 'Content-Type': 'application/json' },
  })
  await call('log-in, text/plain', 'POST', path, {
    raw: JSON.stringify(login),
    headers: { 'Content-Type': 'text/plain' },
  })
  await call('log-in, a stale token along', 'POST', path, { json: login, token: NOT_A_TOKEN })
  await call('log-in, GET', 'GET', path)
  await call('log-in, OPTIONS', 'OPTIONS', path)
}

async function refreshProbes(service: Service, path: string, { access, refresh }: { access: string; refresh: string }) {
  const { call } = service
  await call('refresh', 'POST', path, { json: { refresh } })
  await call('refresh, form, once more', 'POST', path, { form: { refresh } })
  await call('refresh, nothing', 'POST', path, { json: {} })
  await call('refresh, not a token', 'POST', path, { json: { refresh: NOT_A_TOKEN } })
  await call('refresh, an access token', 'POST', path, { json: { refresh: access } })
}

async function profileProbes(
  service: Service,
  path: string,
  { access: token, refresh }: { access: string; refresh: string },
) {
  const { call } = service
  await call('profile', 'GET', path, { token })
  await call('profile, no token', 'GET', path)
  await call('profile, no token, Accept */*', 'GET', path, { headers: { Accept: '*/*' } })
  await call('profile, not a token', 'GET', path, { token: NOT_A_TOKEN })
  await call('profile, a refresh token', 'GET', path, { token: refresh })
  const expired = await service.expired(token)
  if (expired !== null) await call('profile, an expired token', 'GET', path, { token: expired })
  await call('profile, an empty bearer', 'GET', path, { headers: { Authorization: 'Bearer ' } })
  await call('profile, two tokens', 'GET', path, { headers: { Authorization: 'Bearer a b' } })
  await call('profile, HEAD', 'HEAD', path, { token })
  await call('profile, OPTIONS', 'OPTIONS', path, { token })
  await call('profile, ?format=json', 'GET', `${path}?format=json`, { token })
  await call('profile, Accept XML', 'GET', path, { token, headers: { Accept: 'application/xml' } })
  await call('profile, DELETE', 'DELETE', path, { token })
}
