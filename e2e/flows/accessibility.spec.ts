import type { Page } from '@playwright/test'
import { awake } from '../support/awake'
import { findNoBarrier } from '../support/find-no-barrier'
import { codeIn, tokenLinkIn } from '../support/inbox'
import { press, typeInto } from '../support/keyboard'
import { holdLine } from '../support/hold-line'
import { logIn } from '../support/log-in'
import { messageIn } from '../support/message-in'
import { pagesOf } from '../support/pages-of'
import { aMember, aPerson } from '../support/person'
import { IS_LONG } from '../../lib/testing/is-long'
import { aUniquePicture } from '../../lib/testing/pictures'
import { sendForm } from '../support/plain-form'
import { register } from '../support/register'
import { sendByName } from '../support/send-by-name'
import { STRANGERS_PAGES } from '../support/strangers-pages'
import { expect, test } from '../support/test'

const NEW_PASSWORD = 'copper-violin-82-harbour'

/** Each page as it is at first, and some of its notices; more states stand below, and in accessible-states.spec.ts. */
const FOR_STRANGERS = [...STRANGERS_PAGES, '/verify-email?notice=not-me', '/login?notice=logged-out']
const FOR_MEMBERS = [
  '/profile?notice=saved',
  '/profile?notice=deletion-undone&callbackUrl=%2Fsessions',
  '/profile/edit',
  '/change-password?notice=changed',
  '/sessions?notice=ended',
  '/activity',
  '/account?notice=export-later',
  '/logout',
  '/other-account?shownFor=mark.grace&to=%2Fsessions',
  '/login?other-account',
  '/mailbox',
]

// Each looks at a dozen pages twice, which takes seconds a page where other work runs on the machine.
test.describe.configure({ timeout: 180_000 })

for (const language of ['en', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ locale: language })
    const tag = language === 'en' ? [] : ['@long']
    // The colours of a page are the same in every language.
    const schemes = language === 'en' ? (['light', 'dark'] as const) : []
    const expectNoBarrier = (page: Page, shown?: { isDialogOpen: boolean }) =>
      findNoBarrier(page, { schemes, ...shown })

    test('a stranger’s pages have no barrier, with errors and notices too', async ({ page }) => {
      // From right to left, in npm test, those with a form and its errors: below.
      for (const path of language === 'en' || IS_LONG ? FOR_STRANGERS : []) {
        await page.goto(path)
        await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
        await expectNoBarrier(page)
      }
      await page.goto('/register')
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
      await sendByName(page, { username: 'a', email: 'b', password: 'password1' })
      await expect(page.locator('[name=username]')).toHaveAttribute('aria-invalid', 'true')
      await expect(page.getByRole('meter')).toBeVisible()
      await expectNoBarrier(page)
      await page.goto('/login')
      await sendByName(page, { identifier: 'a', password: 'b' })
      await expect(messageIn(page.locator('main'))).toBeVisible()
      await expectNoBarrier(page)
    })

    test('the pages of a registration and a reset have no barrier', { tag }, async ({ page, newVisitor, inbox }) => {
      const [person, member] = [aPerson(), await aMember()]
      await page.goto('/register')
      await sendByName(page, { username: person.username, email: person.email, password: person.password })
      await expect(page).toHaveURL('/verify-email')
      await sendByName(page, { code: 'abc' })
      await expect(page.locator('[name=code]')).toHaveAttribute('aria-invalid', 'true')
      await expectNoBarrier(page)

      const otherBrowser = await newVisitor({ locale: language })
      await otherBrowser.goto(tokenLinkIn(await inbox.mailLinkingTo('/verify-email', person.email)))
      await expectNoBarrier(otherBrowser)
      await page.goto('/forgot-password')
      await sendByName(page, { email: member.email })
      await expect(messageIn(page.locator('main'))).toBeVisible()
      await expectNoBarrier(page)
      await otherBrowser.goto(tokenLinkIn(await inbox.mailLinkingTo('/reset-password', member.email)))
      await expectNoBarrier(otherBrowser)
    })

    test(
      'the pages of an account and the inbox have no barrier, with errors, notices and dialogs',
      { tag },
      async ({ page }) => {
        const bio = 'Wrote the first program.'
        const more = { location: 'London', website: 'https://example.org', phone: '+44 20 7946 0000' }
        const member = await aMember({ bio, ...more, role: 'admin', locale: language })
        const { request } = page
        await request.post('/api/v1/token', { data: { username: member.username, password: member.password } })
        await logIn(request, member)
        for (const path of FOR_MEMBERS) {
          await page.goto(path)
          await expect(page).toHaveURL(path)
          await expectNoBarrier(page)
        }
        await page.goto('/change-password')
        await sendByName(page, { old_password: '', new_password: 'password1' })
        await expect(page.locator('[name=old_password]')).toHaveAttribute('aria-invalid', 'true')
        await expectNoBarrier(page)

        await page.goto('/profile/edit')
        await sendByName(page, { username: 'no spaces please', website: 'nowhere' })
        await expect(page.locator('[name=website]')).toHaveAttribute('aria-invalid', 'true')
        const file = page.locator('[name=avatar]')
        await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
        await expect(messageIn(page.locator('main section'))).toBeVisible()
        await expectNoBarrier(page)
        await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() })
        await expect(page.getByRole('slider')).toBeVisible()
        await expectNoBarrier(page)

        await page.goto('/sessions?notice=ended')
        await awake(page)
        await page.route('/sessions?notice=ended', (route) => route.abort())
        await page.locator('main li form button').first().click()
        await expect(messageIn(page.locator('main li'))).toBeVisible()
        await page.getByRole('contentinfo').locator('button[value=dark]').click()
        await expect(messageIn(page.getByRole('contentinfo'))).toBeVisible()
        await expectNoBarrier(page)
        await page.locator('main form').last().locator('button').click()
        await expect(page.getByRole('alertdialog')).toBeVisible()
        await expectNoBarrier(page, { isDialogOpen: true })
        await page.goto('/account?notice=export-later')
        await awake(page)
        const breakLine = await holdLine(page, '/account/export*')
        const download = page.locator('a[download]')
        await download.click()
        await expect(download).toHaveAttribute('aria-disabled', 'true')
        await expectNoBarrier(page)
        breakLine()
        await expect(download).not.toHaveAttribute('aria-disabled')
        await expectNoBarrier(page)
        await sendByName(page, { new_email: 'nobody', password: '' })
        await expect(page.locator('[name=new_email]')).toHaveAttribute('aria-invalid', 'true')
        await expectNoBarrier(page)
        await page.locator('[name=password]').last().fill(member.password)
        await page.locator('main form').last().locator('button[type=submit]').click()
        await expect(page.getByRole('alertdialog')).toBeVisible()
        await expectNoBarrier(page, { isDialogOpen: true })
      },
    )
  })
}

test('no page is left out here', () => {
  const judged = [...FOR_STRANGERS, ...FOR_MEMBERS].map((address) => new URL(address, 'http://localhost').pathname)
  expect(judged).toEqual(expect.arrayContaining(pagesOf('app')))
})

test('where something is going to be said, screen readers know the place before', async ({ page }) => {
  await logIn(page.request, await aMember())
  const line = await page.context().newCDPSession(page)
  // The choices of language and theme, the line being down and another account being logged in, which each page has,
  // the header's logout, and its own.
  for (const [path, count] of [
    ['/profile/edit', 8],
    ['/account', 8],
  ] as const) {
    await page.goto(path)
    await awake(page)
    const { nodes } = await line.send('Accessibility.getFullAXTree')
    expect(
      nodes.filter(({ ignored, role }) => !ignored && role?.value === 'status'),
      path,
    ).toHaveLength(count)
  }
  await expect(messageIn(page)).toHaveCount(0)
})

/** A field without a name: whose password it is, for password managers alone. */
const NOT_SENT = '(not sent)'

test('each field names its purpose to browsers and password managers', async ({ page, request, inbox }) => {
  const hiddenUsername = page.locator('input[autocomplete=username]')
  const [person, member] = [aPerson(), await aMember()]
  await register(request, person)
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  const verifyLink = tokenLinkIn(await inbox.mailTo(person.email, 'Verify your email address'))
  const resetLink = tokenLinkIn(await inbox.mailTo(member.email, 'Reset your password'))
  expect(await autocompletes(page, '/register')).toEqual({
    username: 'username',
    email: 'email',
    name: 'name',
    password: 'new-password',
  })
  expect(await autocompletes(page, '/login')).toEqual({ identifier: 'username', password: 'current-password' })
  expect(await autocompletes(page, '/forgot-password')).toEqual({ email: 'email' })
  expect(await autocompletes(page, '/verify-email')).toEqual({ email: 'email' })
  expect(await autocompletes(page, verifyLink)).toEqual({ [NOT_SENT]: 'username', password: 'current-password' })
  await expect(hiddenUsername).toHaveValue(person.username)
  expect(await autocompletes(page, resetLink)).toEqual({ [NOT_SENT]: 'username', password: 'new-password' })
  await expect(hiddenUsername).toHaveValue(member.username)
  await register(page.request, aPerson())
  expect(await autocompletes(page, '/verify-email')).toEqual({ code: 'one-time-code' })
  await expect(page.getByLabel('6-digit code')).toHaveAttribute('inputmode', 'numeric')
  await logIn(page.request, member)
  expect(await autocompletes(page, '/change-password')).toEqual({
    [NOT_SENT]: 'username',
    old_password: 'current-password',
    new_password: 'new-password',
  })
  expect(await autocompletes(page, '/profile/edit')).toMatchObject({
    username: 'username',
    name: 'name',
    location: 'address-level2',
    website: 'url',
    phone: 'tel',
  })
  expect(await autocompletes(page, '/account')).toEqual({
    [NOT_SENT]: 'username',
    new_email: 'email',
    password: 'current-password',
  })
  await expect(page.locator('[name=password][autocomplete=current-password]')).toHaveCount(2)
  const { email: newAddress } = aPerson()
  await sendByName(page, { new_email: newAddress, password: member.password })
  const confirmation = tokenLinkIn(await inbox.mailLinkingTo('/confirm-email-change', newAddress))
  await page.context().clearCookies()
  expect(await autocompletes(page, confirmation)).toEqual({ [NOT_SENT]: 'username', password: 'current-password' })
  await expect(hiddenUsername).toHaveValue(member.username)
})

test('a form is filled in and sent by the keyboard alone, and its first error takes the focus', async ({ page }) => {
  const member = await aMember()
  await page.goto('/login')
  await awake(page)
  await page.getByLabel('Username or email').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Username or email')).toHaveAccessibleDescription(
    'Enter your username or email address.',
  )
  await expect(page.getByLabel('Username or email')).toBeFocused()
  await page.keyboard.type(member.username)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type(member.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/profile')
  await expect(page.getByRole('heading', { level: 1, name: member.name })).toBeFocused()
  await page.reload()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('an account is made, used and left by the keyboard alone', async ({ page, inbox }) => {
  const { username, email, password } = aPerson()
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const link = (name: string) => page.getByRole('link', { name, exact: true })
  await page.goto('/register')
  await awake(page)
  await typeInto(page, page.getByLabel('Username'), username)
  await typeInto(page, page.getByLabel('Email address'), email)
  await typeInto(page, page.getByLabel('Password', { exact: true }), password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/verify-email')
  await awake(page)
  await expect(page.getByLabel('6-digit code')).toBeFocused()
  await page.keyboard.type(codeIn(await inbox.mailLinkingTo('/verify-email', email)))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/profile')

  await press(page, link('Edit'))
  await expect(page).toHaveURL('/profile/edit')
  await awake(page)
  await typeInto(page, page.getByLabel('Location'), 'London')
  await press(page, button('Save changes'), 'Space')
  await expect(page.getByText('Your changes are saved.')).toBeVisible()
  await expect(page.getByText('London')).toBeVisible()

  await press(page, link('Password'))
  await expect(page).toHaveURL('/change-password')
  await awake(page)
  await typeInto(page, page.getByLabel('Current password'), password)
  await typeInto(page, page.getByLabel('New password'), NEW_PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Your password has been changed.')).toBeVisible()

  await page.request.post('/api/v1/token', { data: { username, password: NEW_PASSWORD } })
  await press(page, link('Devices'))
  await expect(page).toHaveURL('/sessions')
  await press(page, page.getByRole('main').getByRole('button', { name: /^Log out (?!everywhere)/ }), 'Space')
  await expect(page.getByText('That device is logged out.')).toBeVisible()

  await press(page, link('Account'))
  await expect(page).toHaveURL('/account')
  await awake(page)
  const deletion = page.getByRole('region', { name: 'Delete account' })
  await typeInto(page, deletion.getByLabel('Current password'), NEW_PASSWORD)
  for (const refuse of ['Escape', 'Space']) {
    await press(page, button('Delete my account'))
    await expect(button('Keep my account')).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(button('Yes, delete it')).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press(refuse)
    await expect(page.getByRole('alertdialog')).toBeHidden()
    await expect(button('Delete my account')).toBeFocused()
  }
  await press(page, page.getByRole('banner').getByRole('button', { name: 'Log out' }), 'Space')
  await expect(page.getByText(`You're logged out.`)).toBeVisible()
})

/** The fields of a page that people see or browsers fill in, and what `autocomplete` says of them. */
async function autocompletes(page: Page, path: string): Promise<Record<string, string | null>> {
  await page.goto(path)
  const fields = await page.locator('input:not([type=hidden])').all()
  // A password is always someone's.
  await expect(page.locator('form:has([autocomplete$=password]):not(:has([autocomplete=username]))')).toHaveCount(0)
  const pairs = await Promise.all(
    fields.map(async (field) => [
      (await field.getAttribute('name')) ?? NOT_SENT,
      await field.getAttribute('autocomplete'),
    ]),
  )
  return Object.fromEntries(pairs)
}
