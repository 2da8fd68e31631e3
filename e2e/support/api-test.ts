import { test as base, expect, type APIRequestContext } from '@playwright/test'
import { ApiClient, sendByNode, sendByPlaywright } from './api-client'
import { aMember, type Person } from './person'

/*
 * Contract tests share the database of the server that they call: they put people into it. The operations read these
 * settings at their first call.
 */
Object.assign(process.env, {
  APP_URL: process.env.E2E_API_URL,
  DATABASE_URL: process.env.E2E_API_DATABASE_URL,
  AUTH_SECRET: process.env.E2E_AUTH_SECRET,
  EMAIL_SERVER: 'mailbox:',
  MAILBOX_KEY: process.env.E2E_MAILBOX_KEY,
  PASSWORD_HASH_COST: '4',
})

/** Someone with an account, and the tokens of an API client that is logged in to it. */
export type LoggedIn = Person & { id: string; access: string; refresh: string }

type Fixtures = {
  /** The address that this test's requests come from: limits by origin do not couple tests. */
  clientIp: string
  api: ApiClient
  /** The same without cookies, for thousands of requests. */
  bulkApi: ApiClient
  /** The same for the server with EMAIL_VERIFICATION=optional. */
  optionalApi: ApiClient
  /** Makes an account and logs an API client in to it. */
  newLogin: (overrides?: Record<string, unknown>) => Promise<LoggedIn>
}

export const test = base.extend<Fixtures>({
  clientIp: async ({}, use) => {
    const octet = () => Math.floor(Math.random() * 254) + 1
    await use(`10.${octet()}.${octet()}.${octet()}`)
  },

  extraHTTPHeaders: async ({ clientIp }, use) => use({ 'X-Forwarded-For': clientIp }),

  api: async ({ request }, use) => use(clientOf(request, 'E2E_API_URL')),

  bulkApi: async ({ clientIp }, use) =>
    use(new ApiClient(sendByNode({ 'X-Forwarded-For': clientIp }), String(process.env.E2E_API_URL))),

  optionalApi: async ({ request }, use) => use(clientOf(request, 'E2E_OPTIONAL_APP_URL')),

  newLogin: async ({ api }, use) =>
    use(async (overrides) => {
      const member = await aMember(overrides)
      return { ...member, ...(await logIn(api, member)) }
    }),
})

export { expect }

/** Logs an API client in to an account: a session of its own. */
export async function logIn(api: ApiClient, { username, password }: Person) {
  const { status, body } = await api.post('/api/v1/token', { username, password })
  expect(status).toBe(200)
  return { access: String(body.access), refresh: String(body.refresh) }
}

function clientOf(request: APIRequestContext, variable: string) {
  return new ApiClient(sendByPlaywright(request), String(process.env[variable]))
}
