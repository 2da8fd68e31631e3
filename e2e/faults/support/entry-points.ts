import { readHiddenFields } from '../../../scripts/support/plain-form.mjs'
import { PASSWORD, type Account } from './account'
import { ask, type Answer } from './ask'

/** A way in that needs the database. */
export type EntryPoint = {
  name: string
  /** What it answers while all is well. */
  usual: number
  /** Whether it writes, so that a lock on writing shuts it. */
  writes: boolean
  knock: () => Promise<Answer>
}

/** One of each kind: for API clients and for people, with and without a session, reading and writing. */
export async function entryPointsOf(url: string, account: Account): Promise<EntryPoint[]> {
  const { username, access, refresh, cookie } = account
  const loginHidden = await readHiddenFields(`${url}/login`, 'Log in')
  const registerHidden = await readHiddenFields(`${url}/register`, 'Create account')
  const bearer = { Authorization: `Bearer ${access}` }
  const api = (path: string, body: unknown) => () => ask(`${url}/api/v1${path}`, { method: 'POST', body })
  const page = (path: string) => () => ask(`${url}${path}`, { headers: { Accept: 'text/html', Cookie: cookie } })
  let names = 0
  const newcomer = () => {
    const name = `newcomer-${Date.now().toString(36)}-${++names}`
    return { username: name, email: `${name}@example.com`, password: PASSWORD }
  }
  return [
    { name: 'POST /api/v1/token', usual: 200, writes: true, knock: api('/token', { username, password: PASSWORD }) },
    {
      name: 'POST /api/v1/token, wrong',
      usual: 401,
      writes: true,
      knock: api('/token', { username: 'nobody', password: 'x' }),
    },
    { name: 'POST /api/v1/token/refresh', usual: 200, writes: false, knock: api('/token/refresh', { refresh }) },
    { name: 'POST /api/v1/register', usual: 201, writes: true, knock: () => api('/register', newcomer())() },
    {
      name: 'GET /api/v1/profile',
      usual: 200,
      writes: false,
      knock: () => ask(`${url}/api/v1/profile`, { headers: bearer }),
    },
    { name: 'GET /profile', usual: 200, writes: false, knock: page('/profile') },
    { name: 'GET /sessions', usual: 200, writes: false, knock: page('/sessions') },
    { name: 'GET /api/auth/session', usual: 200, writes: false, knock: page('/api/auth/session') },
    {
      name: 'the form of /login',
      usual: 303,
      writes: true,
      knock: () =>
        ask(`${url}/login`, { form: { hidden: loginHidden, fields: { identifier: username, password: PASSWORD } } }),
    },
    {
      name: 'the form of /register',
      usual: 303,
      writes: true,
      knock: () => ask(`${url}/register`, { form: { hidden: registerHidden, fields: { ...newcomer(), name: '' } } }),
    },
  ]
}
