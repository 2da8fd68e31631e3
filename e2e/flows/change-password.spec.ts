import { logIn } from '../support/log-in'
import { aMember } from '../support/person'
import { sessionCookie } from '../support/session-cookie'
import { expect, test } from '../support/test'

const NEW_PASSWORD = 'copper-violin-82-harbour'

test('a change of password keeps this session, ends every other, and notifies by email (S26, S30, S34)', async ({
  page,
  newVisitor,
  inbox,
  fillIn,
}) => {
  const member = await aMember()
  const otherBrowser = await newVisitor()
  await logIn(otherBrowser.request, member)
  await otherBrowser.goto('/profile')
  await logIn(page.request, member)
  const before = await sessionCookie(page.context())

  await page.goto('/change-password')
  await fillIn(page, {
    fields: { 'Current password': member.password, 'New password': NEW_PASSWORD },
    button: 'Change password',
  })
  const changed = page.getByText('Your password has been changed.')
  await expect(changed).toBeVisible()
  await expect(page.getByLabel('Current password')).toHaveValue('')
  // Of another try, what is wrong with it is the news.
  await fillIn(page, { button: 'Change password' })
  await expect(page.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true')
  await expect(changed).toBeHidden()
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Profile' }).click()
  await expect(page.getByText(member.email)).toBeVisible()
  expect((await sessionCookie(page.context()))?.value).not.toBe(before?.value)

  // Without a reload: the other browser asks the server at its next click.
  await otherBrowser.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Password' }).click()
  await expect(otherBrowser).toHaveURL('/login?callbackUrl=%2Fchange-password')
  await fillIn(otherBrowser, {
    fields: { 'Username or email': member.username, Password: member.password },
    button: 'Log in',
  })
  await expect(otherBrowser.getByText('Wrong name or password')).toBeVisible()
  await fillIn(otherBrowser, { fields: { Password: NEW_PASSWORD }, button: 'Log in' })
  await expect(otherBrowser).toHaveURL('/change-password')
  await inbox.mailTo(member.email, 'Your password was changed')
})

test('a wrong current password and a poor new one are refused at their fields', async ({ page, fillIn }) => {
  const member = await aMember()
  await logIn(page.request, member)
  await page.goto('/change-password')
  await fillIn(page, {
    fields: { 'Current password': 'not-the-right-one-83', 'New password': NEW_PASSWORD },
    button: 'Change password',
  })
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(/That isn't your current password/)
  await expect(page.getByLabel('Current password')).toBeFocused()
  for (const label of ['Current password', 'New password']) await expect(page.getByLabel(label)).toHaveValue('')

  await fillIn(page, {
    fields: { 'Current password': member.password, 'New password': member.username },
    button: 'Change password',
  })
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/based on your name/)
  await expect(page.getByLabel('New password')).toBeFocused()
})

test('a password of 64 characters and 200 bytes, spaces and all, works as it was typed (S56)', async ({
  page,
  newVisitor,
  fillIn,
}) => {
  const member = await aMember()
  const password = ` ${'пароль из слов '.repeat(8)}🦊 ${'x'.repeat(20)} `
  await logIn(page.request, member)
  await page.goto('/change-password')
  await fillIn(page, {
    fields: { 'Current password': member.password, 'New password': password },
    button: 'Change password',
  })
  await expect(page.getByText('Your password has been changed.')).toBeVisible()

  const otherBrowser = await newVisitor()
  await otherBrowser.goto('/login')
  await fillIn(otherBrowser, {
    fields: { 'Username or email': member.email, Password: password.slice(0, -1) },
    button: 'Log in',
  })
  await expect(otherBrowser.getByText('Wrong name or password')).toBeVisible()
  await fillIn(otherBrowser, { fields: { Password: password }, button: 'Log in' })
  await expect(otherBrowser).toHaveURL('/profile')
})

test('password managers find the page by its well-known address, and no other (W3C)', async ({ page, request }) => {
  const response = await request.get('/.well-known/change-password', { maxRedirects: 0 })
  expect([response.status(), response.headers().location]).toEqual([303, '/change-password'])
  // By this they find out whether a server says 200 to anything.
  const nothing = await request.get('/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200')
  expect(nothing.status()).toBe(404)
  await logIn(page.request, await aMember())
  await page.goto('/.well-known/change-password')
  await expect(page).toHaveURL('/change-password')
})
