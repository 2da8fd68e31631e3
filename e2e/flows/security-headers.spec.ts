import type { APIResponse } from '@playwright/test'
import { tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { sendForm } from '../support/plain-form'
import { register } from '../support/register'
import { expect, test } from '../support/test'

const STRANGERS_PAGES = [
  '/',
  '/login',
  '/register',
  '/verify-email',
  '/forgot-password',
  '/reset-password',
  '/no/such/page',
  '/mailbox',
]
const MEMBERS_PAGES = [
  '/profile',
  '/profile/edit',
  '/change-password',
  '/logout',
  '/sessions',
  '/activity',
  '/account',
  '/other-account',
]

test('every page has a strict policy with a nonce of its own, which all its scripts carry (S61)', async ({
  request,
}) => {
  const nonces: string[] = []
  const check = async (path: string) => {
    for (const _ of ['once', 'again']) {
      const response = await request.get(path, { maxRedirects: 0 })
      nonces.push(await expectStrictPolicy(path, response))
    }
  }
  for (const path of STRANGERS_PAGES) await check(path)
  await logIn(request, await aMember())
  for (const path of MEMBERS_PAGES) await check(path)
  expect(new Set(nonces).size).toBe(nonces.length)
})

test('a redirect, a file, the API and its failures are nosniff and name no software (S61)', async ({ request }) => {
  const html = await (await request.get('/login')).text()
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(html) ?? []
  for (const path of [
    '/profile',
    '/api/health/live',
    '/api/auth/session',
    '/api/auth/signin',
    '/icon.svg',
    String(script),
  ]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers()
    expect(headers, path).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin' })
    expect(headers['x-powered-by'], path).toBeUndefined()
    expect(headers.server, path).toBeUndefined()
  }
})

test('the pages behind mailed links, and those of an account, are never stored (S24)', async ({ request, inbox }) => {
  const [member, person] = [await aMember(), aPerson()]
  await register(request, person)
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  const links = [
    tokenLinkIn(await inbox.mailTo(person.email, 'Verify your email address')),
    tokenLinkIn(await inbox.mailTo(member.email, 'Reset your password')),
    '/verify-email?token=x',
    '/reset-password?token=x',
  ]
  await logIn(request, member)
  for (const path of [...links, ...MEMBERS_PAGES, '/login', '/register']) {
    const headers = (await request.get(path)).headers()
    expect(headers['cache-control'], path).toContain('no-store')
    expect(headers['referrer-policy'], path).toBe('strict-origin')
  }
})

test('every page works within its policy in a browser, and by clicks as by full loads (S61)', async ({
  page,
  complaints,
}) => {
  for (const path of STRANGERS_PAGES) await page.goto(path)
  await logIn(page.request, await aMember())
  for (const path of MEMBERS_PAGES) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
  await page.goto('/profile')
  for (const link of await page.getByRole('navigation', { name: 'Account' }).getByRole('link').all()) {
    await link.click()
    await expect(link).toHaveAttribute('aria-current', 'page')
  }
  // Injected script would not run.
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<button onclick="document.title = `run`">Injected</button>'),
  )
  await page.getByRole('button', { name: 'Injected' }).click()
  await expect(page).not.toHaveTitle('run')
  expect(complaints.splice(0).join()).toContain('Content Security Policy')
})

/** @returns the nonce */
async function expectStrictPolicy(path: string, response: APIResponse): Promise<string> {
  const headers = response.headers()
  const policy = headers['content-security-policy'] ?? ''
  const nonce = /'nonce-([A-Za-z0-9+/=]{20,})'/.exec(policy)?.[1] ?? ''
  expect(nonce, path).not.toBe('')
  for (const directive of [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ]) {
    expect(policy, path).toContain(directive)
  }
  expect(policy, path).not.toMatch(/unsafe-(inline|eval)|https?:|\*/)
  expect(headers, path).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin' })
  const html = await response.text()
  for (const [script] of html.matchAll(/<(script|style)\b[^>]*>/g)) expect(script, path).toContain(`nonce="${nonce}"`)
  expect(html, path).not.toMatch(/ on[a-z]+="| style="/)
  return nonce
}
