import type { Page } from '@playwright/test'
import { expect, test } from '../support/api-test'
import { logIn } from '../support/log-in'

/** What the browser complains of, and what it asks of anybody else. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && origin !== process.env.E2E_API_URL) complaints.push(request.url())
  })
  return complaints
}

const profileOperation = (page: Page) => page.locator('#operations-Profile-getProfile')

/** Tries `GET /api/v1/profile` out. @returns the status that the page shows */
async function tryProfile(page: Page): Promise<string> {
  const operation = profileOperation(page)
  await operation.getByRole('button', { name: 'get', exact: false }).first().click()
  await operation.getByRole('button', { name: 'Try it out' }).click()
  await operation.getByRole('button', { name: 'Execute' }).click()
  return shownStatus(page)
}

async function shownStatus(page: Page): Promise<string> {
  const status = profileOperation(page).locator('.live-responses-table .response .response-col_status')
  await expect(status).toBeVisible()
  return (await status.innerText()).trim()
}

// A trace takes a picture of the page at each step, and this page is so large that steps would take seconds.
test.use({ trace: 'off' })
test.describe.configure({ timeout: 60_000 })

test.describe('The API’s page', () => {
  test('shows each operation, of our own files only, without a complaint of the browser (S61)', async ({
    page,
    api,
  }) => {
    const complaints = listen(page)
    const { body: document } = await api.get('/api/v1/openapi.json')
    const paths = document.paths as Record<string, Record<string, { operationId: string }>>
    const names = Object.values(paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
    const response = await page.goto('/api/docs')
    expect(response?.headers()['content-security-policy']).toContain(`script-src 'self'; style-src 'self';`)
    await expect(page.locator('.information-container').getByRole('heading', { name: 'Vestibule' })).toBeVisible()
    await expect(page.locator('.opblock')).toHaveCount(names.length)
    const shown = await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id.replace(/^.*-/, '')))
    expect(shown.toSorted()).toEqual(names.toSorted())
    expect(complaints).toEqual([])
  })

  test('tries an operation out, which refuses it without a token and takes a bearer’s', async ({ page, newLogin }) => {
    const complaints = listen(page)
    const { access, username } = await newLogin()
    await page.goto('/api/docs/')
    expect(await tryProfile(page)).toBe('401')
    expect(complaints.splice(0).filter((complaint) => !complaint.includes('401'))).toEqual([])
    await page.locator('.schemes').getByRole('button', { name: 'Authorize' }).click()
    const form = page.locator('.auth-container form').filter({ hasText: 'bearerAuth' })
    await form.getByLabel('auth-bearer-value').fill(access)
    await form.getByRole('button', { name: 'Apply credentials' }).click()
    await form.getByRole('button', { name: 'Close' }).click()
    await profileOperation(page).getByRole('button', { name: 'Execute' }).click()
    await expect(profileOperation(page).locator('.live-responses-table')).toContainText(username)
    expect(await shownStatus(page)).toBe('200')
    expect(complaints).toEqual([])
  })

  test(
    'tries an operation out with the cookie of a browser that has logged in',
    { tag: '@long' },
    async ({ page, newLogin }) => {
      await logIn(page.request, await newLogin())
      await page.goto('/api/docs')
      expect(await tryProfile(page)).toBe('200')
    },
  )

  test('answers another method with 405 and what is allowed', async ({ request }) => {
    const response = await request.post('/api/docs')
    expect([response.status(), response.headers().allow]).toEqual([405, 'GET, HEAD'])
  })
})
