import type { Page } from '@playwright/test'
import { database } from '@/lib/db/database'
import { awake } from '../support/awake'
import { givePicture } from '../support/give-picture'
import { codeIn, tokenLinkIn } from '../support/inbox'
import { press, tabTo, typeInto } from '../support/keyboard'
import { logIn } from '../support/log-in'
import { aContext } from '../../lib/testing/operation-fixtures'
import { aMember, aPerson } from '../support/person'
import { register } from '../support/register'
import { expect, test } from '../support/test'

/*
 * What people do, by the keyboard alone. Wherever a step leads, the keyboard goes on there: at what is said of it, at
 * the field that is wrong, or at the heading of the next page.
 */

const NEW_PASSWORD = 'copper-violin-82-harbour'
const WRONG = 'not-the-right-one-83'

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

async function open(page: Page, path: string) {
  await page.goto(path)
  await awake(page)
}

/** A page that a step led to: its heading has the focus. */
async function arrive(page: Page, title: string | RegExp) {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused()
  await awake(page)
}

/** What is said of a step has the focus. */
async function expectSaid(page: Page, text: string) {
  await expect(page.getByRole('status').filter({ hasText: text })).toBeFocused()
}

/** What is wrong is said at a field, which has the focus. */
async function expectRefused(page: Page, label: string, reason: RegExp) {
  await expect(field(page, label)).toHaveAccessibleDescription(reason)
  await expect(field(page, label)).toBeFocused()
}

test('a forgotten password is replaced', async ({ page, inbox }) => {
  const member = await aMember()
  await open(page, '/login')
  await press(page, link(page, 'Forgot your password?'))
  await arrive(page, 'Forgot your password?')
  await typeInto(page, field(page, 'Email address'), 'nobody')
  await page.keyboard.press('Enter')
  await expectRefused(page, 'Email address', /\w/)
  await typeInto(page, field(page, 'Email address'), member.email)
  await page.keyboard.press('Enter')
  await expectSaid(page, 'If an account has this address')

  await open(page, tokenLinkIn(await inbox.mailTo(member.email, 'Reset your password')))
  await typeInto(page, field(page, 'New password'), 'password1')
  await press(page, button(page, 'Set new password'), 'Space')
  await expectRefused(page, 'New password', /first passwords attackers try/)
  await typeInto(page, field(page, 'New password'), NEW_PASSWORD)
  await page.keyboard.press('Enter')
  await expectSaid(page, 'Your new password is set.')
})

test('an address is proven by the link, here and elsewhere', async ({ page, request, inbox }) => {
  const [here, elsewhere] = [aPerson(), aPerson()]
  await register(page.request, here)
  await register(request, elsewhere)
  await open(page, tokenLinkIn(await inbox.mailTo(here.email, 'Verify your email address')))
  await press(page, button(page, 'Verify my address'), 'Space')
  await arrive(page, here.name)

  await page.context().clearCookies()
  await open(page, tokenLinkIn(await inbox.mailTo(elsewhere.email, 'Verify your email address')))
  await typeInto(page, field(page, 'Password'), WRONG)
  await page.keyboard.press('Enter')
  await expectRefused(page, 'Password', /Wrong password, or too many attempts/)
  await page.keyboard.type(elsewhere.password)
  await page.keyboard.press('Enter')
  await arrive(page, elsewhere.name)
})

test('a registration is denied, and another email asked for', async ({ page, request, newVisitor, inbox }) => {
  const [person, waiting] = [aPerson(), aPerson()]
  await register(request, person)
  await open(page, tokenLinkIn(await inbox.mailTo(person.email, 'Verify your email address')))
  await press(page, button(page, `This wasn't me`), 'Space')
  await arrive(page, 'Thank you')
  await press(page, link(page, 'Back to home'))
  await arrive(page, 'Welcome')

  await open(page, '/verify-email')
  await press(page, button(page, 'Send a new email'))
  await expectRefused(page, 'Email address', /\w/)
  await page.keyboard.type(person.email)
  await page.keyboard.press('Enter')
  await expectSaid(page, `we've sent a new email`)

  const registering = await newVisitor()
  await register(registering.request, waiting)
  await open(registering, '/verify-email')
  await expect(field(registering, '6-digit code')).toBeFocused()
  await registering.keyboard.type('12')
  await registering.keyboard.press('Enter')
  await expectRefused(registering, '6-digit code', /\w/)
  await press(registering, button(registering, 'Send a new email'))
  await expect(registering.getByRole('status').filter({ hasText: `we've sent a new email` })).toBeVisible()
  // On where the new code is typed.
  await expect(field(registering, '6-digit code')).toBeFocused()
  await expect(field(registering, '6-digit code')).toHaveValue('')
})

// verify-email.spec.ts chooses it as well, and looks where the focus is.
test(
  'another username is chosen where someone took it meanwhile',
  { tag: '@long' },
  async ({ page, newVisitor, inbox }) => {
    for (const by of ['code', 'link']) {
      const [person, { username }] = [aPerson(), aPerson()]
      const browser = by === 'code' ? page : await newVisitor()
      await register(browser.request, person)
      const mail = await inbox.mailTo(person.email, 'Verify your email address')
      await aMember({ username: person.username, usernameKey: person.username })
      await open(browser, by === 'code' ? '/verify-email' : tokenLinkIn(mail))
      if (by === 'code') await typeInto(browser, field(browser, '6-digit code'), codeIn(mail))
      await press(browser, button(browser, by === 'code' ? 'Verify' : 'Verify my address'))
      await expectRefused(browser, 'Another username', /This username is taken/)
      await typeInto(browser, field(browser, 'Another username'), username)
      await browser.keyboard.press('Enter')
      await arrive(browser, person.name)
    }
  },
)

test('an address is changed, confirmed and brought back', async ({ page, inbox }) => {
  const [member, { email: newAddress }] = [await aMember(), aPerson()]
  await logIn(page.request, member)
  await open(page, '/account')
  const form = page.getByRole('region', { name: 'Email address' })
  await typeInto(page, form.getByLabel('New email address'), newAddress)
  await typeInto(page, form.getByLabel('Current password'), WRONG)
  await page.keyboard.press('Enter')
  await expect(form.getByLabel('Current password')).toHaveAccessibleDescription(/isn't your current password/)
  await expect(form.getByLabel('Current password')).toBeFocused()
  await page.keyboard.type(member.password)
  await page.keyboard.press('Enter')
  await expectSaid(page, 'Almost done')

  const confirmation = tokenLinkIn(await inbox.mailTo(newAddress, 'Confirm your new email address'))
  await open(page, confirmation)
  await press(page, button(page, 'Confirm the new address'), 'Space')
  await arrive(page, 'Your email address has changed')
  await press(page, link(page, 'Go to your profile'))
  await arrive(page, member.name)

  await open(page, tokenLinkIn(await inbox.mailTo(member.email, 'Your email address was changed')))
  await press(page, button(page, 'Restore my address'))
  await arrive(page, 'Your address is restored')
})

test('data is taken along, other devices are logged out, the account is deleted and comes back', async ({ page }) => {
  const member = await aMember()
  await page.request.post('/api/v1/token', { data: { username: member.username, password: member.password } })
  await logIn(page.request, member)
  await open(page, '/sessions')
  await press(page, button(page, 'Log out everywhere else'))
  await expect(button(page, 'Cancel')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(button(page, 'Log out other devices')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expectSaid(page, `You're logged out everywhere else.`)

  await press(page, link(page, 'Account'))
  await expect(page).toHaveURL('/account')
  await expect(link(page, 'Account')).toBeFocused()
  await awake(page)
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, link(page, 'Download my data'))])
  expect(download.suggestedFilename()).toBe('account.zip')
  await expect(page.getByText('Your data is saved')).toBeVisible()
  await expect(link(page, 'Download my data')).toBeFocused()

  const password = page.getByRole('region', { name: 'Delete account' }).getByLabel('Current password')
  await press(page, button(page, 'Delete my account'))
  await expect(password).toBeFocused()
  for (const typed of [WRONG, member.password]) {
    await page.keyboard.type(typed)
    await press(page, button(page, 'Delete my account'))
    await tabTo(page, button(page, 'Yes, delete it'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alertdialog')).toBeHidden()
    if (typed === WRONG) {
      await expect(password).toHaveAccessibleDescription(/isn't your current password/)
      await expect(password).toBeFocused()
    }
  }
  await expectSaid(page, 'Your account will be deleted in 14 days.')
  await awake(page)
  await typeInto(page, field(page, 'Username or email'), member.username)
  await typeInto(page, field(page, 'Password'), member.password)
  await page.keyboard.press('Enter')
  await expectSaid(page, `Your account won't be deleted`)
})

test('a picture is removed, a theme and a language are chosen', async ({ page }) => {
  await logIn(page.request, await aMember())
  await givePicture(page.request)
  await open(page, '/profile/edit')
  await press(page, button(page, 'Remove profile picture'), 'Space')
  await expectSaid(page, 'Your profile picture has been removed.')

  await press(page, button(page, 'Dark'))
  await expect(button(page, 'Dark')).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await press(page, button(page, 'Español'), 'Space')
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(button(page, 'Español')).toBeFocused()
  await press(page, link(page, 'Cancelar'))
  await arrive(page, 'Ada Lovelace')
})

test('older activity is shown, from its top', async ({ page }) => {
  const member = await aMember()
  const { ip, userAgent, requestId } = aContext()
  const event = { type: 'account.updated', userId: member.id, ip, userAgent, requestId, detail: '{}' }
  const db = await database()
  await db.auditEvent.createMany({ data: Array.from({ length: 60 }, () => event) })
  await logIn(page.request, member)
  await open(page, '/activity')
  for (const count of [30, 1]) {
    await press(page, link(page, 'Show older'))
    await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(count)
    await arrive(page, 'Activity')
  }
})

test('an email is chosen in the inbox, and read as text', async ({ page, request, inbox }) => {
  const [first, second] = [aPerson(), aPerson()]
  for (const person of [first, second]) {
    await register(request, person)
    await inbox.mailTo(person.email, 'Verify your email address')
  }
  await page.goto(`/mailbox?key=${process.env.E2E_MAILBOX_KEY}`)
  await awake(page)
  const mail = page.getByRole('navigation', { name: 'Emails' }).getByRole('link', { name: first.email })
  await press(page, mail)
  await expect(mail).toHaveAttribute('aria-current', 'true')
  await expect(mail).toBeFocused()
  // Past any number of emails.
  await tabTo(page, link(page, 'Skip to content'), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await press(page, link(page, 'Text'))
  await expect(page.getByText('Someone requested an account with this address.')).toBeVisible()
  await expect(link(page, 'Text')).toBeFocused()
})
