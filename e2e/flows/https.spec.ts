import type { APIRequestContext } from '@playwright/test'
import { linksIn } from '../support/inbox'
import { aPerson } from '../support/person'
import { readForm, WANTS_PAGE } from '../support/plain-form'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'

/*
 * As in production: a public https origin, and no proxy that is trusted. The server itself speaks http.
 */
const APP_URL = 'https://accounts.example.com'

test('on https cookies are Secure and __Host-, and no header is believed (S8, S17, S31, S61)', async ({
  playwright,
}) => {
  const server = await startServer({ APP_URL, EMAIL_VERIFICATION: 'optional' })
  const request = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders: WANTS_PAGE })
  try {
    const { username, email, password } = aPerson()
    const registered = await send(request, '/register', 'Create account', { username, email, name: '', password })
    expect(registered.status()).toBe(303)
    const cookies = registered
      .headersArray()
      .filter(({ name }) => name.toLowerCase() === 'set-cookie')
      .map(({ value }) => value)
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/^__(Host|Secure)-.*; Secure/i)
    const session = cookies.find((cookie) => cookie.startsWith('__Host-vestibule.session='))
    expect(session).toMatch(/; Path=\/;.*; HttpOnly/i)
    expect(session).toMatch(/; SameSite=Lax/i)
    expect(session).not.toMatch(/; Domain=/i)

    const page = await request.get('/login')
    expect(page.headers()['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
    expect(page.headers()['content-security-policy']).toContain('upgrade-insecure-requests')

    const headers = {
      Cookie: String(session).split(';')[0] ?? '',
      'X-Forwarded-For': '192.0.2.66',
      'X-Forwarded-Host': 'evil.example',
    }
    const newPassword = 'copper-violin-82-harbour'
    expect(
      (
        await send(
          request,
          '/change-password',
          'Change password',
          { old_password: password, new_password: newPassword },
          headers,
        )
      ).status(),
    ).toBe(303)
    const subject = 'Your password was changed'
    const key = String(process.env.E2E_MAILBOX_KEY)
    const find = async () => {
      const { messages } = await (await request.get('/mailbox/messages', { params: { key, to: email } })).json()
      return messages.find((mail: { subject: string }) => mail.subject === subject)
    }
    await expect.poll(find).toBeDefined()
    const mail = await find()
    expect(mail.text).toContain('from 127.0.0.1')
    for (const link of linksIn(mail)) expect(new URL(link).origin).toBe(APP_URL)
    expect(server.log()).not.toContain(newPassword)
  } finally {
    await request.dispose()
    await server.stop()
  }
})

/** As the browser at APP_URL sends it, the proxy in front having asked this server. */
async function send(
  request: APIRequestContext,
  path: string,
  button: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const { hiddenFields } = await readForm(request, path, button, headers)
  return request.post(path, {
    multipart: { ...hiddenFields, ...fields },
    headers: { ...headers, Origin: APP_URL },
    maxRedirects: 0,
  })
}
