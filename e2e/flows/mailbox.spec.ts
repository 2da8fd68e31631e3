import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { register } from '../support/register'
import { expect, test } from '../support/test'

const SUBJECT = 'Verify your email address'
const KEY = String(process.env.E2E_MAILBOX_KEY)

test('the inbox is closed to strangers, to wrong keys and to members, however it is asked for (S52)', async ({
  page,
  request,
  inbox,
}) => {
  const person = aPerson()
  await register(request, person)
  const { id } = await inbox.mailTo(person.email, SUBJECT)
  const closed = async () => {
    for (const key of ['', '?key=', '?key=a-wrong-key-of-some-length', `?key=${KEY.toUpperCase()}`, `?key=${KEY}x`]) {
      await page.goto(`/mailbox${key}`)
      await expect(page.getByRole('main')).toContainText('npm run up')
      expect(await page.content()).not.toContain(person.email)
      // As the router of a page that is open asks, which runs no layout.
      const payload = await page.request.get(`/mailbox${key}`, { headers: { RSC: '1' } })
      expect(await payload.text()).not.toContain(person.email)
      for (const path of [`/mailbox/messages${key}`, `/mailbox/${id}/html${key}`]) {
        const response = await page.request.get(path)
        expect(response.status(), path).toBe(404)
        expect(await response.text()).not.toContain(person.email)
      }
    }
    await page.goto('/mailbox/open?key=a-wrong-key-of-some-length')
    await expect(page.getByRole('main')).toContainText('npm run up')
  }
  await closed()
  await logIn(page.request, await aMember())
  await closed()
  await page.context().clearCookies()
  await logIn(page.request, await aMember({ role: 'support' }))
  await closed()
})

test('the key opens the inbox, and leaves the address bar', async ({ page, request, inbox }) => {
  const person = aPerson()
  await register(request, person)
  await inbox.mailTo(person.email, SUBJECT)
  await page.goto(`/mailbox?key=${KEY}`)
  await expect(page).toHaveURL('/mailbox')
  expect((await page.context().cookies()).map(({ name, httpOnly }) => [name, httpOnly])).toEqual([
    ['vestibule.mailbox', true],
  ])
  const payload = await page.request.get('/mailbox', { headers: { RSC: '1' } })
  expect(payload.headers()['content-type']).toBe('text/x-component')
  expect(await payload.text()).toContain(person.email)

  await page.getByRole('navigation', { name: 'Emails' }).getByRole('link', { name: person.email }).click()
  await expect(page.getByRole('heading', { name: SUBJECT })).toBeVisible()
  const frame = page.frameLocator(`iframe[title="${SUBJECT}"]`)
  await expect(frame.getByText('Someone requested an account with this address.', { exact: true })).toBeVisible()
  await page.getByRole('navigation', { name: 'Version' }).getByRole('link', { name: 'Text' }).click()
  await expect(page.getByText('Someone requested an account with this address.')).toBeVisible()

  // From the email straight to the page of its link, as from any email program.
  await page.getByRole('navigation', { name: 'Version' }).getByRole('link', { name: 'HTML' }).click()
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    frame.getByRole('link', { name: 'Verify my address' }).click(),
  ])
  await expect(opened.getByRole('button', { name: 'Verify my address' })).toBeVisible()
  await opened.close()

  // An email that comes while the page is open appears without a reload.
  const later = aPerson()
  await register(request, later)
  await expect(page.getByRole('link', { name: later.email })).toBeVisible({ timeout: 10_000 })
})

test('an open mail scrolls in its own frame, and the footer is in view on a phone and on a desk', async ({
  page,
  request,
  inbox,
}) => {
  const person = aPerson()
  await register(request, person)
  const { id } = await inbox.mailTo(person.email, SUBJECT)
  await page.goto(`/mailbox?key=${KEY}`)
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 720 },
  ]) {
    await page.setViewportSize(viewport)
    for (const view of ['', '&view=text']) {
      await page.goto(`/mailbox?id=${id}${view}`)
      await expect(page.locator('footer')).toBeInViewport({ ratio: 1 })
      const { scrollHeight, clientHeight } = await page.locator('html').evaluate((html) => ({
        scrollHeight: html.scrollHeight,
        clientHeight: html.clientHeight,
      }))
      expect(scrollHeight).toBe(clientHeight)
      const mail = await page.locator(view ? 'pre' : 'iframe').boundingBox()
      expect(mail?.height).toBeGreaterThan(200)
    }
  }
})

test('the email in its frame runs nothing, loads nothing, and is never stored (S58)', async ({ request, inbox }) => {
  const person = aPerson()
  await register(request, person)
  const { id } = await inbox.mailTo(person.email, SUBJECT)
  const response = await request.get(`/mailbox/${id}/html?key=${KEY}`)
  const headers = response.headers()
  expect(headers['content-security-policy']).toMatch(
    /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/,
  )
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['x-content-type-options']).toBe('nosniff')
})

test('the inbox is JSON for tests: everything, or one address', async ({ request, inbox }) => {
  const [person, other] = [aPerson(), aPerson()]
  for (const each of [person, other]) {
    await register(request, each)
    await inbox.mailTo(each.email, SUBJECT)
  }
  const response = await request.get('/mailbox/messages', { params: { key: KEY, to: person.email.toUpperCase() } })
  expect(response.headers()['cache-control']).toBe('no-store')
  const { messages } = await response.json()
  expect(messages).toEqual([
    {
      id: expect.any(String),
      to: person.email,
      subject: SUBJECT,
      html: expect.stringContaining('<html'),
      text: expect.stringContaining('Someone requested an account with this address.'),
      createdAt: expect.stringMatching(/^\d{4}-/),
    },
  ])
  const all = await (await request.get('/mailbox/messages', { params: { key: KEY } })).json()
  expect(all.messages.map(({ to }: { to: string }) => to)).toEqual(expect.arrayContaining([person.email, other.email]))
})
