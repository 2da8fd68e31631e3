import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { sendForm } from '../support/plain-form'
import { register } from '../support/register'
import { expect, test } from '../support/test'

// Colours that fade in would be measured half way.
test.use({ contextOptions: { reducedMotion: 'reduce' } })
// Each looks at a dozen pages twice, which takes seconds a page where other work runs on the machine.
test.describe.configure({ timeout: 180_000 })

test('a stranger’s pages have no barrier, in light and dark, with errors shown too', async ({ page, fillIn }) => {
  for (const path of [
    '/',
    '/login',
    '/forgot-password',
    '/verify-email',
    '/reset-password',
    '/no/such/page',
    '/mailbox',
    '/login?notice=logged-out',
  ]) {
    await page.goto(path)
    await expectNoBarrier(page)
  }
  await page.goto('/register')
  await expectNoBarrier(page)
  await fillIn(page, {
    fields: { Username: 'a', 'E-mail address': 'b', Password: 'password1' },
    button: 'Create account',
  })
  await expect(page.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('meter')).toBeVisible()
  await expectNoBarrier(page)
  await page.goto('/login')
  await fillIn(page, { fields: { 'Username or e-mail': 'a', Password: 'b' }, button: 'Log in' })
  await expect(page.getByText('Wrong name or password')).toBeVisible()
  await expectNoBarrier(page)
})

test('the pages of a registration and a reset have no barrier, in light and dark', async ({
  page,
  newVisitor,
  inbox,
  fillIn,
}) => {
  const [person, member] = [aPerson(), await aMember()]
  await register(page.request, person)
  await page.goto('/verify-email')
  await fillIn(page, { fields: { '6-digit code': 'abc' }, button: 'Verify' })
  await expect(page.getByLabel('6-digit code')).toHaveAttribute('aria-invalid', 'true')
  await expectNoBarrier(page)

  const otherBrowser = await newVisitor({ reducedMotion: 'reduce' })
  await otherBrowser.goto(tokenLinkIn(await inbox.mailTo(person.email, 'Verify your e-mail address')))
  await expectNoBarrier(otherBrowser)
  await sendForm(page.request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  await otherBrowser.goto(tokenLinkIn(await inbox.mailTo(member.email, 'Reset your password')))
  await expectNoBarrier(otherBrowser)
  await page.goto('/forgot-password')
  await fillIn(page, { fields: { 'E-mail address': aPerson().email }, button: 'Send reset link' })
  await expect(page.getByRole('status').filter({ hasText: 'If an account' })).toBeVisible()
  await expectNoBarrier(page)
})

test('the pages of an account and the inbox have no barrier, in light and dark', async ({ page, fillIn }) => {
  const bio = 'Wrote the first program.'
  await logIn(
    page.request,
    await aMember({
      bio,
      location: 'London',
      website: 'https://example.org',
      phone: '+44 20 7946 0000',
      role: 'admin',
    }),
  )
  for (const path of ['/profile', '/change-password', '/logout', '/sessions', '/account', '/mailbox']) {
    await page.goto(path)
    await expectNoBarrier(page)
  }
  await page.goto('/profile/edit')
  await fillIn(page, { fields: { Username: 'no spaces please', Website: 'nowhere' }, button: 'Save changes' })
  await expect(page.getByLabel('Website')).toHaveAttribute('aria-invalid', 'true')
  await expectNoBarrier(page)
})

test('browsers and password managers are told what each field is', async ({ page, request, inbox }) => {
  const [person, member] = [aPerson(), await aMember()]
  await register(request, person)
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  const verifyLink = tokenLinkIn(await inbox.mailTo(person.email, 'Verify your e-mail address'))
  const resetLink = tokenLinkIn(await inbox.mailTo(member.email, 'Reset your password'))
  expect(await autocompletes(page, '/register')).toEqual({
    username: 'username',
    email: 'email',
    name: 'name',
    password: 'new-password',
  })
  expect(await autocompletes(page, '/login')).toEqual({ identifier: 'username', password: 'current-password' })
  expect(await autocompletes(page, '/forgot-password')).toEqual({ email: 'email' })
  expect(await autocompletes(page, verifyLink)).toEqual({ password: 'current-password' })
  // Hidden, but there: a new password is saved for somebody.
  expect(await autocompletes(page, resetLink)).toEqual({ username: 'username', password: 'new-password' })
  await expect(page.locator('input[name=username]')).toHaveValue(member.username)
  await register(page.request, aPerson())
  expect(await autocompletes(page, '/verify-email')).toEqual({ code: 'one-time-code' })
  await expect(page.getByLabel('6-digit code')).toHaveAttribute('inputmode', 'numeric')
  await logIn(page.request, member)
  expect(await autocompletes(page, '/change-password')).toEqual({
    username: 'username',
    old_password: 'current-password',
    new_password: 'new-password',
  })
  expect(await autocompletes(page, '/profile/edit')).toMatchObject({
    username: 'username',
    name: 'name',
    website: 'url',
    phone: 'tel',
  })
})

test('a form is filled in and sent by the keyboard alone, and its first error takes the focus', async ({ page }) => {
  const member = await aMember()
  await page.goto('/login')
  await page.getByLabel('Username or e-mail').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Username or e-mail')).toHaveAccessibleDescription(
    'Enter your username or e-mail address.',
  )
  await expect(page.getByLabel('Username or e-mail')).toBeFocused()
  await page.keyboard.type(member.username)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  await page.keyboard.type(member.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/profile')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

async function expectNoBarrier(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page).toHaveTitle(/Vestibule/)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`)
    expect(found, `${page.url()} in ${colorScheme}`).toEqual([])
  }
}

/** The fields of a page that people see or browsers fill in, and what `autocomplete` says of them. */
async function autocompletes(page: Page, path: string): Promise<Record<string, string | null>> {
  await page.goto(path)
  const fields = await page.locator('input:not([type=hidden])').all()
  const pairs = await Promise.all(
    fields.map(async (field) => [await field.getAttribute('name'), await field.getAttribute('autocomplete')]),
  )
  return Object.fromEntries(pairs)
}
