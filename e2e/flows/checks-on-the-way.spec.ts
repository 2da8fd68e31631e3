import type { Page } from '@playwright/test'
import { awake } from '../support/awake'
import { expect, test } from '../support/test'

/*
 * What checks a form in the browser is loaded when someone types. These are the days on which that goes wrong: the form
 * can be sent all the same, once.
 */
const SCRIPTS = '**/_next/static/**'

test('a form is checked in the browser before it is sent', async ({ page }) => {
  const posts = countPosts(page)
  await page.goto('/forgot-password')
  await awake(page)
  await send(page, 'no address')
  await expect(address(page)).toHaveAccessibleDescription(/Enter a valid/)
  await expect(address(page)).toBeFocused()
  expect(posts()).toBe(0)
})

test('a form whose check is slow waits for it, says so, and is sent once', async ({ page }) => {
  const posts = countPosts(page)
  await page.goto('/forgot-password')
  await awake(page)
  let release = () => {}
  const isReleased = new Promise<void>((resolve) => (release = resolve))
  await page.route(SCRIPTS, async (route) => {
    await isReleased
    await route.continue()
  })
  await send(page, 'no address')
  const button = page.getByRole('button', { name: 'Send reset link' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  release()
  await expect(address(page)).toHaveAccessibleDescription(/Enter a valid/)
  expect(posts()).toBe(0)
  await send(page, 'nobody@example.com')
  await expect(page.getByText('If an account')).toBeVisible()
  expect(posts()).toBe(1)
})

for (const [fate, fail] of [
  ['cannot be loaded', (page: Page) => page.route(SCRIPTS, (route) => route.abort())],
  ['never arrives', (page: Page) => page.route(SCRIPTS, () => {})],
] as const) {
  test(`a form whose check ${fate} is checked by the server, which says the same`, async ({ page }) => {
    const posts = countPosts(page)
    await page.goto('/forgot-password')
    await awake(page)
    await fail(page)
    await send(page, 'no address')
    await expect(address(page)).toHaveAccessibleDescription(/Enter a valid/)
    await expect(address(page)).toBeFocused()
    await expect(address(page)).toHaveValue('no address')
    expect(posts()).toBe(1)
    await send(page, 'nobody@example.com')
    await expect(page.getByText('If an account')).toBeVisible()
    expect(posts()).toBe(2)
  })
}

test('a form that is sent while the line is down says so, and keeps what was typed', async ({ page, context }) => {
  await page.goto('/login')
  await awake(page)
  await context.setOffline(true)
  await page.getByLabel('Username or email').fill('someone')
  await page.getByLabel('Password', { exact: true }).fill('something')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText(`We couldn't reach the server`)).toBeVisible()
  await expect(page.getByLabel('Username or email')).toHaveValue('someone')

  // Nor does a link lead to the browser's own offline page: the message about the connection is announced again.
  const notice = page.getByRole('status').filter({ hasText: `You're offline.` })
  const paragraph = await notice.locator('p').elementHandle()
  const onward = page.getByRole('link', { name: 'Forgot your password?' })
  await onward.click()
  await expect.poll(() => paragraph?.evaluate((element) => element.isConnected)).toBe(false)
  await expect(notice).toBeVisible()
  await expect(page).toHaveURL('/login')
  await expect(page.getByLabel('Username or email')).toHaveValue('someone')
  await context.setOffline(false)
  await onward.click()
  await expect(page).toHaveURL('/forgot-password')
})

const address = (page: Page) => page.getByLabel('Email address')

async function send(page: Page, typed: string) {
  await address(page).fill(typed)
  await page.getByRole('button', { name: 'Send reset link' }).click()
}

function countPosts(page: Page): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.method() === 'POST') count++
  })
  return () => count
}
