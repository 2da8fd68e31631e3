import { codeIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { sendForm } from '../support/plain-form'
import { register } from '../support/register'
import { sessionCookie } from '../support/session-cookie'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const REFUSED = 'Wrong name or password, or too many tries: wait a few minutes or reset your password.'

withAndWithoutJavaScript(() => {
  test('a member logs in by username, or by email address in any case', async ({ page, newVisitor, fillIn }) => {
    const member = await aMember()
    const other = await newVisitor()
    for (const [browser, identifier] of [
      [page, member.username],
      [other, member.email.toUpperCase()],
    ] as const) {
      await browser.goto('/')
      await browser.getByRole('link', { name: 'Log in' }).click()
      await fillIn(browser, {
        fields: { 'Username or email': identifier, Password: member.password },
        button: 'Log in',
      })
      await expect(browser).toHaveURL('/profile')
      await expect(browser.getByText(member.username).first()).toBeVisible()
    }
  })

  test('a stranger who wants to an account page is sent to log in, and then there', async ({ page, fillIn }) => {
    const member = await aMember()
    await page.goto('/profile/edit')
    await expect(page).toHaveURL('/login?callbackUrl=%2Fprofile%2Fedit')
    // A wrong password on the way does not make the server forget where it goes.
    await fillIn(page, {
      fields: { 'Username or email': member.username, Password: 'not-the-right-one-83' },
      button: 'Log in',
    })
    await expect(page.getByRole('status').filter({ hasText: REFUSED })).toBeVisible()
    await expect(page.getByLabel('Username or email')).toHaveValue(member.username)
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
    await fillIn(page, { fields: { Password: member.password }, button: 'Log in' })
    await expect(page).toHaveURL('/profile/edit')
  })

  test('the right password of an unproven address leads straight to the code', async ({
    page,
    request,
    inbox,
    fillIn,
  }) => {
    const person = aPerson()
    await register(request, person)
    await page.goto('/sessions')
    await fillIn(page, {
      fields: { 'Username or email': person.username, Password: person.password },
      button: 'Log in',
    })
    await expect(page).toHaveURL('/verify-email')
    const code = codeIn(await inbox.mailTo(person.email, 'Verify your email address'))
    await fillIn(page, { fields: { '6-digit code': code }, button: 'Verify' })
    // On to where they were going.
    await expect(page).toHaveURL('/sessions')
  })
})

test.describe('a plain form', () => {
  test.use({ javaScriptEnabled: false })

  test('of a session that has begun or ended in another tab leads on, and is not sent there once more', async ({
    page,
    fillIn,
  }) => {
    const member = await aMember()
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await page.goto('/login?callbackUrl=%2Fsessions')
    await logIn(page.request, member)
    await fillIn(page, {
      fields: { 'Username or email': member.username, Password: 'not-the-right-one-83' },
      button: 'Log in',
    })
    await expect(page).toHaveURL('/sessions')

    await page.goto('/change-password')
    await sendForm(page.request, '/logout', { button: 'Log out' })
    const fields = { 'Current password': member.password, 'New password': 'violet-anchor-48-meadow' }
    await fillIn(page, { fields, button: 'Change password' })
    await expect(page).toHaveURL('/login?callbackUrl=%2Fchange-password')
    expect(sent.filter((line) => line.startsWith('POST'))).toEqual(['POST /login', 'POST /change-password'])
  })
})

test('unknown, wrong, disabled, unproven and locked get one answer: status, headers and body (S1)', async ({
  request,
}) => {
  const [member, disabled, locked, unproven] = [
    await aMember(),
    await aMember({ disabledAt: new Date() }),
    await aMember(),
    aPerson(),
  ]
  await register(request, unproven)
  const refuse = ({ username }: { username: string }, password = 'not-the-right-one-83') =>
    sendForm(request, '/login', { button: 'Log in', fields: { identifier: username, password } })
  await Promise.all(Array.from({ length: 12 }, () => refuse(locked)))

  const answers = []
  for (const response of [
    await refuse(aPerson()),
    await refuse(member),
    await refuse(disabled, disabled.password),
    await refuse(unproven),
    await refuse(locked, locked.password),
  ]) {
    const headers = response
      .headersArray()
      .filter(({ name }) => !/^(date|x-request-id|content-security-policy|link)$/i.test(name))
    const body = (await response.text())
      .replace(/user-[\w-]{12}/g, 'USERNAME')
      .replaceAll(nonceOf(response.headers()), 'NONCE')
    answers.push({ status: response.status(), headers, body })
  }
  expect(answers[0]?.status).toBe(200)
  expect(answers[0]?.body).toContain(REFUSED)
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

for (const first of ['the form', 'the API']) {
  test(
    `a locked account is refused as any other by the form and by the API, ${first} used first (S1, S6)`,
    { tag: first === 'the form' ? [] : ['@long'] },
    async ({ request }) => {
      const server = await startServer()
      const { username } = aPerson()
      const password = 'not-the-right-one-83'
      const byForm = async () => {
        const fields = { identifier: username, password }
        const response = await sendForm(request, `${server.url}/login`, { button: 'Log in', fields })
        return [response.status(), (await response.text()).includes(REFUSED)]
      }
      const byApi = async () => {
        const response = await request.post(`${server.url}/api/v1/token`, { data: { username, password } })
        return [response.status(), (await response.json()).code]
      }
      try {
        if (first === 'the form') expect(await byForm()).toEqual([200, true])
        for (let count = 0; count < 12; count++) expect(await byApi()).toEqual([401, 'invalid_credentials'])
        expect(await byForm()).toEqual([200, true])
      } finally {
        await server.stop()
      }
    },
  )
}

test('account pages answer a stranger with 307 and where to come back to', async ({ request }) => {
  for (const path of ['/profile', '/profile/edit', '/change-password']) {
    for (const method of ['GET', 'HEAD']) {
      const response = await request.fetch(path, { method, maxRedirects: 0 })
      expect(response.status()).toBe(307)
      expect(response.headers().location).toBe(`/login?callbackUrl=${encodeURIComponent(path)}`)
    }
  }
})

test('a callbackUrl never leads away from here (S16)', async ({ page, baseURL, fillIn }) => {
  const member = await aMember()
  const requested: string[] = []
  page.on('request', (request) => requested.push(new URL(request.url()).origin))
  const attacks = [
    '/\\evil.example',
    'javascript:alert(document.domain)',
    'https://evil.example/profile',
    // The others of their kinds: lib/http/return-url.test.ts.
  ]
  for (const attack of attacks) {
    await page.goto(`/login?callbackUrl=${encodeURIComponent(attack)}`)
    await fillIn(page, {
      fields: { 'Username or email': member.username, Password: member.password },
      button: 'Log in',
    })
    await expect(page, attack).not.toHaveURL(/\/login/)
    expect(new URL(page.url()).origin, attack).toBe(baseURL)
    await page.context().clearCookies()
  }
  expect(new Set(requested)).toEqual(new Set([baseURL]))
})

test('of a callbackUrl given twice, or on one of our own pages, the first one counts', async ({ request, baseURL }) => {
  const member = await aMember()
  const fields = { identifier: member.username, password: member.password }
  const destinations = {
    '/change-password?from=mail#top': '/change-password?from=mail#top',
    [`${baseURL}/profile/edit`]: '/profile/edit',
    profile: '/profile',
  }
  for (const [wish, destination] of Object.entries(destinations)) {
    const path = `/login?callbackUrl=${encodeURIComponent(wish)}&callbackUrl=${encodeURIComponent('//evil.example')}`
    const response = await sendForm(request, path, { button: 'Log in', fields })
    expect(response.headers().location).toBe(destination)
    await sendForm(request, '/logout', { button: 'Log out' })
  }
})

test('a login sets a session of its own and adopts no cookie that was planted before (S30)', async ({
  page,
  newVisitor,
  fillIn,
}) => {
  const [attacker, victim] = [await aMember(), await aMember()]
  const attackersBrowser = await newVisitor()
  await logIn(attackersBrowser.request, attacker)
  const planted = await sessionCookie(attackersBrowser.context())
  if (!planted) throw new Error('The attacker is not logged in.')

  await page.goto('/login')
  await page.context().addCookies([planted])
  await fillIn(page, { fields: { 'Username or email': victim.username, Password: victim.password }, button: 'Log in' })
  await expect(page.getByText(victim.username).first()).toBeVisible()
  expect((await sessionCookie(page.context()))?.value).not.toBe(planted.value)
  // What was planted leads to nobody, as the login ended the session that it replaced.
  await attackersBrowser.goto('/profile')
  await expect(attackersBrowser).toHaveURL('/login?callbackUrl=%2Fprofile')
})

test('the session cookie is for the server alone, same-site and small (S31)', async ({ page }) => {
  await logIn(page.request, await aMember())
  const cookie = await sessionCookie(page.context())
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false, path: '/', domain: 'localhost' })
  expect(`${cookie?.name}=${cookie?.value}`.length).toBeLessThan(1024)
  await page.goto('/profile')
  expect(await page.evaluate(() => document.cookie)).toBe('')
})

test('who is logged in is led from the front page, login and registration to their profile', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible()
  await logIn(page.request, await aMember())
  for (const path of ['/', '/login', '/register']) {
    await page.goto(path)
    await expect(page).toHaveURL('/profile')
  }
  // On to where they were going, as the login itself would lead.
  for (const [wish, destination] of [
    ['/sessions', '/sessions'],
    ['//evil.example', '/profile'],
  ] as const) {
    await page.goto(`/login?callbackUrl=${encodeURIComponent(wish)}`)
    await expect(page).toHaveURL(destination)
  }
})

function nonceOf(headers: Record<string, string>): string {
  return /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1] ?? ''
}

test('the site opened by another host name redirects to APP_URL, and login works there', async ({ page, baseURL }) => {
  const member = await aMember()
  await page.goto(String(baseURL).replace('localhost', '127.0.0.1') + '/profile/edit')
  await expect(page).toHaveURL(`${baseURL}/login?callbackUrl=%2Fprofile%2Fedit`)
  await page.getByLabel('Username or email').fill(member.username)
  await page.getByLabel('Password', { exact: true }).fill(member.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page).toHaveURL(`${baseURL}/profile/edit`)
})
