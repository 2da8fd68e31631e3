import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { awake } from '../support/awake'
import { holdLine } from '../support/hold-line'
import { linksIn, tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { scan } from '../support/scan'
import { expect, test } from '../support/test'

/** With whom its link was shown for. */
const EXPORT = '/account/export*'

test('an address changes when the new one is proven, and the old one can undo it (S15, S25)', async ({
  page,
  newVisitor,
  request,
  inbox,
  fillIn,
}) => {
  const member = await aMember()
  const { email: newAddress } = aPerson()
  await logIn(page.request, member)
  await page.goto('/account')
  const form = page.getByRole('region', { name: 'Email address' })
  await form.getByLabel('New email address').fill(newAddress)
  await form.getByLabel('Current password').fill(member.password)
  await form.getByRole('button', { name: 'Change email' }).click()
  await expect(page.getByText('Almost done')).toBeVisible()

  const mail = await inbox.mailTo(newAddress, 'Confirm your new email address')
  const confirmation = tokenLinkIn(mail)
  await scan(request, linksIn(mail))
  await page.goto('/account')
  await expect(page.getByText(member.email)).toBeVisible()

  // Elsewhere the password is asked for: the link may have been asked for by someone else.
  const elsewhere = await newVisitor()
  await elsewhere.goto(confirmation)
  await expect(elsewhere).toHaveTitle(/^Confirm your new address/)
  await fillIn(elsewhere, { fields: { Password: 'not-the-right-one-83' }, button: 'Confirm the new address' })
  await expect(elsewhere.getByText('Wrong password, or too many attempts')).toBeVisible()
  await page.goto(confirmation)
  await fillIn(page, { button: 'Confirm the new address' })
  await expect(page.getByRole('heading', { name: 'Your email address has changed' })).toBeVisible()
  await expect(page).toHaveTitle(/^Your email address has changed/)
  await page.goto('/profile')
  await expect(page.getByText(newAddress)).toBeVisible()
  await page.goto(confirmation)
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await expect(page).toHaveTitle(/^This link no longer works/)

  const notice = await inbox.mailTo(member.email, 'Your email address was changed')
  const undo = tokenLinkIn(notice)
  await scan(request, linksIn(notice))
  await page.goto('/profile')
  await expect(page.getByText(newAddress)).toBeVisible()
  await elsewhere.goto(undo)
  await expect(elsewhere).toHaveTitle(/^Undo the email change/)
  await fillIn(elsewhere, { button: 'Restore my address' })
  await expect(elsewhere.getByRole('heading', { name: 'Your address is restored' })).toBeVisible()
  await expect(elsewhere).toHaveTitle(/^Your address is restored/)
  await inbox.mailTo(member.email, 'Reset your password')
  await page.goto('/profile')
  await expect(page).toHaveURL('/login?callbackUrl=%2Fprofile')
})

test('a person takes everything that is held on them along', async ({ page }) => {
  const member = await aMember({ bio: 'A line about me' })
  await logIn(page.request, member)
  await page.goto('/account')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download my data' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('account.zip')
  const response = await page.request.get(await downloadAddress(page))
  const files = unzipSync(new Uint8Array(await response.body()))
  const account = new TextDecoder().decode(files['account.json'])
  expect(JSON.parse(account)).toMatchObject({ username: member.username, email: member.email, bio: 'A line about me' })
  expect(account).not.toContain('bcrypt')
})

test('a download says that it is prepared, that it failed and that it is saved', async ({ page }) => {
  await logIn(page.request, await aMember())
  await page.goto('/account')
  await awake(page)
  const breakLine = await holdLine(page, EXPORT)
  const link = page.getByRole('link', { name: 'Download my data' })
  await link.click()
  await expect(page.getByText('Preparing your data')).toBeVisible()
  await expect(link).toHaveAttribute('aria-disabled', 'true')
  breakLine()
  await expect(page.getByText(`We couldn't download your data`)).toBeVisible()
  for (const [status, reason] of [
    [503, 'The service is temporarily unavailable'],
    [500, 'Something went wrong on our side'],
  ] as const) {
    await page.unroute(EXPORT)
    await page.route(EXPORT, (route) => route.fulfill({ status }))
    await link.click()
    await expect(page.getByRole('status').filter({ hasText: reason })).toBeVisible()
  }

  await page.unroute(EXPORT)
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  await expect(page.getByText('Your data is saved')).toBeVisible()
  const files = unzipSync(await readFile(await download.path()))
  expect(Object.keys(files)).toContain('account.json')

  // Too often on one day: the page says so, as it does to a browser without JavaScript.
  const address = await downloadAddress(page)
  await expect.poll(async () => (await page.request.get(address, { maxRedirects: 0 })).status()).toBe(303)
  await link.click()
  await expect(page).toHaveURL('/account?notice=export-later')
  await expect(page.getByRole('status').filter({ hasText: `You've reached today's download limit.` })).toBeFocused()
})

test('an account that is to be deleted is closed at once, and comes back by a login, which says so before it leads on (S16)', async ({
  page,
  inbox,
  fillIn,
}) => {
  const member = await aMember()
  await logIn(page.request, member)
  await page.goto('/account')
  const form = page.getByRole('region', { name: 'Delete account' })
  await form.getByLabel('Current password').fill('not-the-right-one-83')
  await form.getByRole('button', { name: 'Delete my account' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yes, delete it' }).click()
  await expect(form.getByLabel('Current password')).toHaveAccessibleDescription(/isn't your current password/)
  await form.getByLabel('Current password').fill(member.password)
  await form.getByRole('button', { name: 'Delete my account' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Yes, delete it' }).click()

  // A warning: nothing that has gone well.
  await expect(page.getByText('Your account will be deleted in 14 days.')).toHaveCSS('color', 'rgb(125, 74, 0)')
  await inbox.mailTo(member.email, 'Your account will be deleted')
  await page.goto('/sessions')
  await expect(page).toHaveURL('/login?callbackUrl=%2Fsessions')
  await fillIn(page, { fields: { 'Username or email': member.username, Password: member.password }, button: 'Log in' })
  await expect(page).toHaveURL('/profile?notice=deletion-undone&callbackUrl=%2Fsessions')
  await expect(page.getByRole('status').filter({ hasText: `Your account won't be deleted` })).toBeFocused()
  await expect(page.getByText(member.email)).toBeVisible()
  const onward = page.getByRole('link', { name: 'Continue' })
  for (const wish of ['https://evil.example', '//evil.example', 'javascript:alert(1)', '/\\evil.example']) {
    await page.goto(`/profile?notice=deletion-undone&callbackUrl=${encodeURIComponent(wish)}`)
    await expect(page.getByRole('status').filter({ hasText: `Your account won't be deleted` })).toBeVisible()
    await expect(onward, wish).toHaveCount(0)
  }
  await page.goto('/profile?notice=deletion-undone&callbackUrl=%2Fsessions')
  await onward.click()
  await expect(page).toHaveURL('/sessions')
})

/** Where the link for the person's data leads, which says whom it was shown for. */
async function downloadAddress(page: Page): Promise<string> {
  return String(await page.getByRole('link', { name: 'Download my data' }).getAttribute('href'))
}
