import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { usernameKey } from '@/lib/fields/username-key'
import { database } from '@/lib/db/database'
import type { Messages } from '@/lib/i18n/load-messages'
import { startFailingServer } from '../support/start-failing-server'
import { awake } from '../support/awake'
import { findNoBarrier, findNoBarrierEitherWay } from '../support/find-no-barrier'
import { tokenLinkIn } from '../support/inbox'
import { press } from '../support/keyboard'
import { logIn } from '../support/log-in'
import { messageIn } from '../support/message-in'
import { aMember, aPerson } from '../support/person'
import { IS_LONG } from '../../lib/testing/is-long'
import { aUniquePicture } from '../../lib/testing/pictures'
import { sendForm } from '../support/plain-form'
import { queryDatabase } from '../../lib/testing/query-database'
import { register } from '../support/register'
import { sendByName } from '../support/send-by-name'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'

/*
 * What pages show on the way, at full length each state in light, dark and from right to left. Pages as they are at
 * first, errors of the most used forms and dialogs: accessibility.spec.ts.
 */

const WRONG = 'not-the-right-one-83'
/** What axe finds in Swagger UI's own markup, on every site that shows it. */
const FAULTS_OF_SWAGGER = ['heading-order', 'nested-interactive', 'region', 'select-name', 'target-size']
/** Its other operations look like the first ones. */
const PARTS_OF_SWAGGER = [
  '.information-container',
  '.scheme-container',
  '.opblock-tag-section:first-of-type .opblock:first-of-type',
]
const KEY = String(process.env.E2E_MAILBOX_KEY)

test.describe.configure({ timeout: 180_000 })

const refused = (page: Page, name: string) =>
  expect(page.locator(`[name=${name}]`).first()).toHaveAttribute('aria-invalid', 'true')
const told = (page: Page) => expect(messageIn(page.locator('main')).first()).toBeVisible()

test('a registration on its way has no barrier', async ({ page, newVisitor, inbox }) => {
  const person = aPerson()
  await register(page.request, person)
  await page.goto('/verify-email')
  await awake(page)
  await page.locator('main form').nth(1).locator('button').click()
  await told(page)
  await findNoBarrierEitherWay(page)
  const link = tokenLinkIn(await inbox.mailLinkingTo('/verify-email', person.email))

  const elsewhere = await newVisitor()
  await elsewhere.goto(link)
  await sendByName(elsewhere, { password: WRONG })
  await refused(elsewhere, 'password')
  await findNoBarrierEitherWay(elsewhere)
  await elsewhere.goto('/verify-email')
  await sendByName(elsewhere, { email: 'nobody' })
  await refused(elsewhere, 'email')
  await findNoBarrierEitherWay(elsewhere)
  await sendByName(elsewhere, { email: person.email })
  await told(elsewhere)
  await findNoBarrierEitherWay(elsewhere)

  await page.goto(link)
  await findNoBarrierEitherWay(page)
  await aMember({ username: person.username, usernameKey: usernameKey(person.username) })
  await sendByName(page)
  await refused(page, 'username')
  await findNoBarrierEitherWay(page)
})

test('a forgotten password and a change of address have no barrier', async ({ page, request, newVisitor, inbox }) => {
  const [member, { email: newAddress }] = [await aMember(), aPerson()]
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  await logIn(page.request, member)
  const change = { new_email: newAddress, password: member.password }
  await sendForm(page.request, '/account', { button: 'Change email', fields: change })

  const elsewhere = await newVisitor()
  await elsewhere.goto('/forgot-password')
  await sendByName(elsewhere, { email: '' })
  await refused(elsewhere, 'email')
  await findNoBarrierEitherWay(elsewhere)
  await elsewhere.goto(tokenLinkIn(await inbox.mailLinkingTo('/reset-password', member.email)))
  await sendByName(elsewhere, { password: 'password1' })
  await refused(elsewhere, 'password')
  await findNoBarrierEitherWay(elsewhere)

  const confirmation = tokenLinkIn(await inbox.mailLinkingTo('/confirm-email-change', newAddress))
  await elsewhere.goto(confirmation)
  await findNoBarrierEitherWay(elsewhere)
  await sendByName(elsewhere, { password: WRONG })
  await refused(elsewhere, 'password')
  await findNoBarrierEitherWay(elsewhere)
  await page.goto(confirmation)
  await findNoBarrierEitherWay(page)
  await sendByName(page)
  await expect(page).toHaveURL(/notice=done/)
  await findNoBarrierEitherWay(page)
  await elsewhere.goto(tokenLinkIn(await inbox.mailLinkingTo('/undo-email-change', member.email)))
  await findNoBarrierEitherWay(elsewhere)
  await sendByName(elsewhere)
  await expect(elsewhere).toHaveURL(/notice=done/)
  await findNoBarrierEitherWay(elsewhere)
})

test('what is said on the pages of an account has no barrier', async ({ page }) => {
  const member = await aMember({ name: '' })
  await logIn(page.request, member)
  await page.goto('/profile/edit')
  await awake(page)
  const file = page.locator('[name=avatar]')
  const use = page.locator('main section button').first()
  const choose = async () => {
    await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() })
    await expect(page.getByRole('slider')).toBeVisible()
    await expect(use).not.toHaveAttribute('aria-disabled')
  }
  await choose()
  await page.route('**/api/v1/profile/avatar', () => {})
  await use.click()
  await expect(page.getByRole('progressbar')).toBeVisible()
  await findNoBarrierEitherWay(page)
  await page.locator('main section button').nth(1).click()
  await page.unroute('**/api/v1/profile/avatar')
  await choose()
  await use.click()
  await told(page)
  await findNoBarrierEitherWay(page)
  for (const shown of ['notice=picture-saved', 'notice=picture-removed', 'problem=image_not_plain']) {
    await page.goto(`/profile/edit?${shown}`)
    await findNoBarrierEitherWay(page)
  }

  await page.goto('/account')
  await sendByName(page, { new_email: aPerson().email, password: member.password })
  await told(page)
  await Promise.all([page.waitForEvent('download'), page.locator('a[download]').click()])
  await expect(messageIn(page.locator('main section').nth(1))).toContainText('account.zip')
  await findNoBarrierEitherWay(page)
  await page.goto('/sessions?notice=others-ended')
  await findNoBarrierEitherWay(page)
  // Before all that happened: nothing.
  const { id } = await (
    await database()
  ).auditEvent.findFirstOrThrow({ where: { userId: member.id }, orderBy: { createdAt: 'asc' } })
  await page.goto(`/activity?before=${id}`)
  const lang = await page.locator('html').getAttribute('lang')
  const { pages } = JSON.parse(await readFile(`lib/i18n/messages/${lang}.json`, 'utf8')) as Messages
  await expect(page.getByText(pages.activity.nothing)).toBeVisible()
  await findNoBarrierEitherWay(page)
})

test('the inbox, the API’s page and error pages have no barrier', async ({ page, request, context, inbox }) => {
  const person = aPerson()
  await register(request, person)
  const { id } = await inbox.mailLinkingTo('/verify-email', person.email)
  await page.goto(`/mailbox?key=${KEY}`)
  for (const view of ['', '&view=text']) {
    await page.goto(`/mailbox?id=${id}${view}`)
    await findNoBarrierEitherWay(page)
  }

  for (const status of [500, 503]) {
    const { url, close } = await startFailingServer({ isUnavailable: status === 503 })
    // The same page with another sentence.
    for (const language of IS_LONG ? ['en', 'ar'] : [status === 500 ? 'en' : 'ar']) {
      await context.addCookies([{ name: 'vestibule.locale', value: language, url }])
      expect((await page.goto(url))?.status()).toBe(status)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await findNoBarrier(page)
    }
    close()
  }

  for (const language of IS_LONG ? ['en', 'ar'] : ['ar']) {
    await page.goto('/login')
    await awake(page)
    await page.locator(`footer button[value=${language}]`).click()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await context.setOffline(true)
    await expect(page.locator('[role=status].fixed p')).toBeVisible()
    await findNoBarrier(page)
    await context.setOffline(false)
  }
  await page.goto('/api/docs')
  await expect(page.locator('.opblock').first()).toBeVisible()
  await findNoBarrier(page, { except: FAULTS_OF_SWAGGER, within: IS_LONG ? [] : PARTS_OF_SWAGGER })
  // Dark, as the system has just become.
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark')
})

test.describe('where an address need not be proven', () => {
  test.use({ baseURL: process.env.E2E_OPTIONAL_APP_URL })

  test('the pages of someone who has not done it have no barrier', async ({ page }) => {
    await register(page.request, aPerson())
    for (const path of ['/profile', '/verify-email']) {
      await page.goto(path)
      await expect(page).toHaveURL(path)
      await findNoBarrierEitherWay(page)
    }
  })
})

test('where registration is closed, no barrier is found', async ({ page }) => {
  const closed = await startServer({ REGISTRATION: 'closed' })
  try {
    // Its inbox is empty.
    for (const path of ['/register', '/', `/mailbox?key=${KEY}`]) {
      await page.goto(`${closed.url}${path}`)
      await findNoBarrierEitherWay(page)
    }
  } finally {
    await closed.stop()
  }
})

// Its error looks like that of any other address.
test('where registration is for some, no barrier is found', { tag: '@long' }, async ({ page }) => {
  const domains = await startServer({ REGISTRATION: 'example.edu,uni.example.org' })
  try {
    await page.goto(`${domains.url}/register`)
    const { username, password } = aPerson()
    await sendByName(page, { username, email: 'ada@example.com', password })
    await refused(page, 'email')
    await findNoBarrierEitherWay(page)
  } finally {
    await domains.stop()
  }
})

test('a page that fails on the way to it has no barrier, and is there once its fault is over', async ({
  page,
  complaints,
}) => {
  const server = await startServer({ EMAIL_VERIFICATION: 'optional' })
  try {
    const { username, email, password, name } = aPerson()
    await sendForm(page.request, `${server.url}/register`, {
      button: 'Create account',
      fields: { username, email, name, password },
    })
    await page.goto(`${server.url}/profile`)
    await awake(page)
    await queryDatabase(server.databaseUrl, 'ALTER TABLE "AuditEvent" RENAME TO "Gone"')
    await page.getByRole('link', { name: 'Activity' }).click()
    await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeFocused()
    await findNoBarrierEitherWay(page)

    await queryDatabase(server.databaseUrl, 'ALTER TABLE "Gone" RENAME TO "AuditEvent"')
    await press(page, page.locator('main button'))
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    // React says that the page failed, and nothing of why.
    expect(complaints.splice(0).filter((complaint) => !complaint.includes('#441'))).toEqual([])
  } finally {
    await server.stop()
  }
})
