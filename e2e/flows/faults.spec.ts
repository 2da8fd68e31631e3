import { AxeBuilder } from '@axe-core/playwright'
import { INSIDES } from '../support/insides'
import { aPerson } from '../support/person'
import { sendForm, WANTS_PAGE } from '../support/plain-form'
import { queryDatabase } from '../../lib/testing/query-database'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'

test('a fault is a page that says so, tells nothing of what failed and logs nobody out (S62)', async ({
  page,
  fillIn,
  newVisitor,
}) => {
  const server = await startServer({
    EMAIL_VERIFICATION: 'optional',
    BRAND_NAME: 'Ada & Söhne',
    BRAND_COLOR: '#7c3aed',
    BRAND_SUPPORT_EMAIL: 'help@example.com',
  })
  try {
    const { username, email, password } = aPerson()
    await sendForm(page.request, `${server.url}/register`, {
      button: 'Create account',
      fields: { username, email, name: '', password },
    })
    await page.goto(`${server.url}/profile`)
    await expect(page.getByText(email).first()).toBeVisible()
    await page.goto(`${server.url}/profile/edit`)

    await queryDatabase(server.databaseUrl, 'ALTER TABLE "User" RENAME TO "Gone"')
    await fillIn(page, { fields: { Bio: 'Not lost.' }, button: 'Save changes' })
    await expect(page.getByRole('status').filter({ hasText: 'Something went wrong on our side' })).toBeVisible()
    await expect(page.getByLabel('Bio')).toHaveValue('Not lost.')
    const response = await page.goto(`${server.url}/profile`)
    expect(response?.status()).toBe(500)
    await expect(page.getByRole('heading', { name: 'Something went wrong' })).toBeVisible()
    // It looks as the site does, for as much as needs nothing of what failed.
    await expect(page).toHaveTitle('Something went wrong · Ada & Söhne')
    expect(await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await expect(page.getByRole('link', { name: 'Help' })).toHaveAttribute('href', 'mailto:help@example.com')
    await expect(page.getByRole('link', { name: 'Try again' })).toHaveCSS('background-color', 'rgb(124, 58, 237)')
    await page.context().addCookies([{ name: 'vestibule.theme', value: 'dark', url: server.url }])
    for (const [ground, load] of [
      ['rgb(245, 243, 239)', null],
      ['rgb(18, 17, 16)', () => page.reload()],
    ] as const) {
      await load?.()
      await expect(page.locator('body')).toHaveCSS('background-color', ground)
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    }
    const plain = await newVisitor({ javaScriptEnabled: false, storageState: await page.context().storageState() })
    await plain.goto(`${server.url}/profile`)
    await expect(plain.getByRole('heading', { name: 'Something went wrong' })).toBeVisible()
    for (const path of ['/profile', '/api/auth/session']) {
      const answer = await page.request.get(`${server.url}${path}`, { headers: WANTS_PAGE })
      expect(answer.status(), path).toBe(500)
      expect(INSIDES.exec(await answer.text()), path).toBeNull()
      expect(answer.headers()['set-cookie'], path).toBeUndefined()
    }

    await queryDatabase(server.databaseUrl, 'ALTER TABLE "Gone" RENAME TO "User"')
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByText(email).first()).toBeVisible()
    expect(server.log()).not.toContain(password)
  } finally {
    await server.stop()
  }
})
