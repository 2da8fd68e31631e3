import { readHiddenFields } from '../../../scripts/support/plain-form.mjs'
import { ask } from './ask'

export const PASSWORD = 'violet-anchor-47-meadow'

/** An account, signed in by an API client and by a browser. */
export type Account = {
  username: string
  email: string
  access: string
  refresh: string
  cookie: string
}

type Tokens = { access: string; refresh: string }

let accounts = 0

/** Makes an account on a server with EMAIL_VERIFICATION=optional. */
export async function makeAccount(url: string): Promise<Account> {
  const username = `person-${Date.now().toString(36)}-${++accounts}`
  const email = `${username}@example.com`
  const made = await ask(`${url}/api/v1/register`, { method: 'POST', body: { username, email, password: PASSWORD } })
  if (made.status !== 201) throw new Error(`Registering was answered with ${made.status}: ${made.text}`)
  const { access, refresh } = JSON.parse(made.text) as Tokens
  return { username, email, access, refresh, cookie: await logInBrowser(url, username) }
}

async function logInBrowser(url: string, username: string): Promise<string> {
  const hidden = await readHiddenFields(`${url}/login`, 'Log in')
  const form = { hidden, fields: { identifier: username, password: PASSWORD } }
  const { status, headers } = await ask(`${url}/login`, { form })
  const cookie = headers.getSetCookie().find((line) => line.includes('session='))
  if (!cookie) throw new Error(`Logging in was answered with ${status}.`)
  return String(cookie.split(';')[0])
}
