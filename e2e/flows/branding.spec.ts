import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { drawn } from '../support/drawn'
import { Inbox } from '../support/inbox'
import { aPerson } from '../support/person'
import { register } from '../support/register'
import { removeGradient } from '../support/remove-gradient'
import { startServer } from '../support/start-server'
import { expect, test } from '../support/test'
import { tooSmall } from '../support/too-small'
import { WANTS_PAGE } from '../support/plain-form'

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script>alert(document.domain)</script>
  <circle cx="4" cy="4" r="4" fill="#5b21b6"/></svg>`

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vestibule-branding-'))
})
test.afterAll(() => rmSync(folder, { recursive: true }))

test('a team’s name, logo, colour and links are on every page and in its emails', async ({
  page,
  newVisitor,
  complaints,
  playwright,
}) => {
  const logo = path.join(folder, 'logo.svg')
  writeFileSync(logo, LOGO)
  const server = await startServer({
    BRAND_NAME: 'Ada & Söhne',
    BRAND_COLOR: '#7c3aed',
    BRAND_LOGO: logo,
    BRAND_SUPPORT_EMAIL: 'help@example.com',
    BRAND_TERMS_URL: 'https://example.com/terms',
    BRAND_PRIVACY_URL: 'https://example.com/privacy',
  })
  const request = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders: WANTS_PAGE })
  try {
    for (const pathname of ['/register', '/no/such/page']) {
      await page.goto(`${server.url}${pathname}`)
      await expect(page).toHaveTitle(/· Ada & Söhne$/)
      await expect(page.getByRole('link', { name: 'Ada & Söhne' })).toBeVisible()
      const about = page.getByRole('navigation', { name: 'About this site' })
      await expect(about.getByRole('link', { name: 'Terms' })).toHaveAttribute('href', 'https://example.com/terms')
      await expect(about.getByRole('link', { name: 'Privacy' })).toHaveAttribute('href', 'https://example.com/privacy')
      await expect(about.getByRole('link', { name: 'Help' })).toHaveAttribute('href', 'mailto:help@example.com')
      await expectLogo(page)
    }
    expect(await tooSmall(page)).toEqual([])
    await page.goto(`${server.url}/api/docs`)
    await expect(page).toHaveTitle('API · Ada & Söhne')
    await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', /^\/brand\/icon\?v=/)

    await page.goto(`${server.url}/register`)
    await expectReadable(page)
    await expect(page.getByRole('button', { name: 'Create account' })).toHaveCSS(
      'background-color',
      'rgb(124, 58, 237)',
    )

    // The layout of all pages fails in the browser: what it had made says whose site it is, and what its reader chose.
    expect(complaints).toEqual([])
    const visitor = await newVisitor()
    await visitor.addInitScript(() => {
      Object.defineProperty(navigator, 'onLine', { get: () => JSON.parse('') })
    })
    const chosen = { 'vestibule.theme': 'dark', 'vestibule.locale': 'es' }
    await visitor
      .context()
      .addCookies(Object.entries(chosen).map(([name, value]) => ({ name, value, url: server.url })))
    await visitor.goto(`${server.url}/register`)
    await expect(visitor.getByRole('heading', { name: 'Algo ha salido mal' })).toBeVisible()
    await expect(visitor).toHaveTitle('Algo ha salido mal · Ada & Söhne')
    await expect(visitor.getByRole('link', { name: 'Ada & Söhne' })).toBeVisible()
    await expectLogo(visitor)
    await expect(visitor.locator('html')).toHaveCSS('background-color', 'rgb(18, 17, 16)')
    const background = (name: string) =>
      visitor.getByRole('button', { name }).evaluate((button) => getComputedStyle(button).backgroundColor)
    await page.context().addCookies([{ name: 'vestibule.theme', value: 'dark', url: server.url }])
    await page.reload()
    await expect(page.getByRole('button', { name: 'Create account' })).toHaveCSS(
      'background-color',
      await background('Volver a intentarlo'),
    )
    // What it complains of is meant to happen.
    expect(complaints.join()).not.toContain('Content Security Policy')
    complaints.length = 0

    const person = aPerson()
    await register(request, person)
    const { html } = await new Inbox(request).mailTo(person.email, 'Verify your email address')
    for (const part of ['Ada &amp; Söhne', '#7c3aed', 'mailto:help@example.com', 'https://example.com/terms']) {
      expect(html).toContain(part)
    }
  } finally {
    await request.dispose()
    await server.stop()
  }
})

test('a logo that is opened by itself runs nothing and is kept by its address alone (S61)', async ({ request }) => {
  const html = await (await request.get('/login')).text()
  const [, href = ''] = /<link rel="icon" href="([^"]+)"/.exec(html) ?? []
  const versioned = await request.get(href)
  expect(versioned.headers()).toMatchObject({
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': expect.stringMatching(/^default-src 'none';.*; sandbox$/),
    'x-content-type-options': 'nosniff',
  })
  expect((await request.get('/brand/icon')).headers()['cache-control']).toBe('no-cache')
  expect((await request.post('/brand/icon')).status()).toBe(405)
})

test('a brand that would do harm stops the start, and says which setting', async () => {
  await expect(
    startServer({ BRAND_COLOR: '#fff}body{display:none', BRAND_TERMS_URL: 'javascript:alert(1)' }),
  ).rejects.toThrow(/BRAND_COLOR must.*BRAND_TERMS_URL must/s)
  await expect(startServer({ BRAND_LOGO: path.join(folder, 'none.svg') })).rejects.toThrow(/BRAND_LOGO cannot be read/)
})

async function expectLogo(page: Page) {
  const logo = page.getByRole('main').locator('img')
  await expect(logo).toHaveAttribute('src', /^\/brand\/icon\?v=/)
  expect(await logo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true)
}

async function expectReadable(page: Page) {
  await removeGradient(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await drawn(page)
    const { violations, passes } = await new AxeBuilder({ page }).withRules(['color-contrast', 'image-alt']).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
    const judged = passes.flatMap(({ nodes }) => nodes.map(({ html }) => html)).join(' ')
    for (const part of ['<h1', 'href="/login"', '<button type="submit"']) expect(judged).toContain(part)
  }
}
