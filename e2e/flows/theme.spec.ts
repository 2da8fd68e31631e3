import type { Locator, Page } from '@playwright/test'
import { awake } from '../support/awake'
import { holdLine } from '../support/hold-line'
import { layoutShifts } from '../support/layout-shifts'
import { logIn } from '../support/log-in'
import { aMember } from '../support/person'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const LIGHT_GROUND = 'rgb(245, 243, 239)'
const DARK_GROUND = 'rgb(18, 17, 16)'
/** What has been chosen, and what could be instead. */
const CHOICES = [
  ['link', 'Profile', 'Devices'],
  ['button', 'English', 'Español'],
  ['button', 'Light', 'Dark'],
] as const

withAndWithoutJavaScript(
  () => {
    test('the theme follows the system until one is chosen, which then holds on every page', async ({
      page,
      fillIn,
    }) => {
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.goto('/login')
      await expectGround(page, DARK_GROUND)
      await expectChosen(page, 'System')
      // Shown before it is saved; a page that is left at once may take the choice along.
      const choose = (button: string) =>
        Promise.all([
          page.waitForResponse((response) => response.request().method() === 'POST'),
          fillIn(page, { button }),
        ])

      await choose('Light')
      await expectChosen(page, 'Light')
      // For those who point at it; screen readers do not hear it twice.
      const light = page.getByRole('button', { name: 'Light', exact: true })
      await expect(light.getByTitle('Light', { exact: true })).toBeVisible()
      await expect(light).toHaveAccessibleDescription('')
      await expectGround(page, LIGHT_GROUND)
      await logIn(page.request, await aMember())
      await page.goto('/profile')
      await expectGround(page, LIGHT_GROUND)
      await expect(page.locator('meta[name=theme-color]')).toHaveAttribute('content', '#f5f3ef')
      await page.emulateMedia({ forcedColors: 'active' })
      for (const [role, chosen, other] of CHOICES) {
        const ground = await groundOf(page.getByRole(role, { name: other, exact: true }))
        await expect(page.getByRole(role, { name: chosen, exact: true })).not.toHaveCSS('background-color', ground)
      }
      await page.emulateMedia({ forcedColors: null })

      await page.emulateMedia({ colorScheme: 'light' })
      await choose('Dark')
      await expectChosen(page, 'Dark')
      await expectGround(page, DARK_GROUND)
      await page.goto('/no/such/page')
      await expectGround(page, DARK_GROUND)
      const apiPage = await (await page.request.get('/api/docs')).text()
      expect(apiPage).toContain('<html lang="en" data-theme="dark">')
      expect(apiPage).toContain('<meta name="color-scheme" content="dark">')

      await page.goto('/profile')
      await choose('System')
      await expectChosen(page, 'System')
      await expectGround(page, LIGHT_GROUND)
      const themeCookies = async () => (await page.context().cookies()).filter(({ name }) => name.includes('theme'))
      await expect.poll(themeCookies).toEqual([])
    })
  },
  { isOneOfItsKind: true },
)

test('a theme and a language are shown as chosen at once, and taken back with a word when the line is down', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/login')
  await awake(page)
  const breakLine = await holdLine(page, '/login')
  const failure = page.getByRole('contentinfo').getByRole('status').filter({ hasText: `couldn't reach the server` })
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  await expectGround(page, DARK_GROUND)
  await expectChosen(page, 'Dark')
  breakLine()
  await expect(failure).toHaveCount(1)
  await expectGround(page, LIGHT_GROUND)
  await expectChosen(page, 'System')
  await page.getByRole('button', { name: 'Español', exact: true }).click()
  await expect(failure).toHaveCount(2)
  await expectChosen(page, 'English')

  await page.unroute('/login')
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  await expect(failure).toHaveCount(1)
  await page.getByRole('button', { name: 'Español', exact: true }).click()
  await expectChosen(page, 'Español')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iniciar sesión')
  await expect(failure).toHaveCount(0)
  await expectGround(page, DARK_GROUND)
})

test('the server writes the theme into the page: none flashes, and no cookie says anything else', async ({
  request,
}) => {
  for (const [cookie, theme] of [
    ['dark', 'dark'],
    ['light', 'light'],
    ['"><script>alert(1)</script>', 'system'],
    ['', 'system'],
  ]) {
    const page = await request.get('/login', { headers: { Cookie: `vestibule.theme=${cookie}` } })
    expect(await page.text()).toContain(`data-theme="${theme}"`)
  }
})

test('no text moves when the font is late, and a page without it breaks its lines alike', async ({
  page,
  newVisitor,
}) => {
  await page.goto('/login')
  await page.evaluate(() => document.fonts.ready)
  expect(await page.evaluate(() => document.fonts.check('16px latin'))).toBe(true)
  // The button that shows a password comes with the script.
  await expect(page.getByRole('button', { name: 'Show' })).toBeVisible()
  const places = await placesOf(page)

  const hasty = await newVisitor()
  await hasty.route('**/*.woff2', () => new Promise(() => {}))
  await hasty.goto('/login', { waitUntil: 'domcontentloaded' })
  await expect(hasty.getByRole('button', { name: 'Show' })).toBeVisible()
  expect(await placesOf(hasty)).toEqual(places)

  const late = await newVisitor()
  await late.route('**/*.woff2', async (route) => {
    await late.getByRole('button', { name: 'Log in' }).waitFor()
    await route.continue()
  })
  await late.goto('/login', { waitUntil: 'load' })
  await late.evaluate(() => document.fonts.ready)
  expect(await layoutShifts(late)).toEqual([])
})

/** What an element has behind it by itself. */
const groundOf = (element: Locator) => element.evaluate((one) => getComputedStyle(one).backgroundColor)

async function expectGround(page: Page, colour: string) {
  await expect(page.locator('html')).toHaveCSS('background-color', colour)
}

async function expectChosen(page: Page, name: string) {
  await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true')
}

/** Where each line of the page stands. */
function placesOf(page: Page): Promise<number[]> {
  return page.locator('h1, p, label, button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
}
