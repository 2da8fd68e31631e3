import type { Page } from '@playwright/test'
import { awake } from '../support/awake'
import { holdLine } from '../support/hold-line'
import { logIn } from '../support/log-in'
import { aMember } from '../support/person'
import { IS_LONG } from '../../lib/testing/is-long'
import { aUniquePicture } from '../../lib/testing/pictures'
import { expect, test } from '../support/test'

test.use({ contextOptions: { reducedMotion: 'no-preference' } })

/** More than any page has places to stop at. */
const MOST_STOPS = 60

test('nothing moves under prefers-reduced-motion', async ({ page }) => {
  const member = await aMember()
  await logIn(page.request, member)
  await page.goto('/account')
  await awake(page)
  await holdLine(page, '/account/export*')
  await page.getByRole('link', { name: 'Download my data' }).click()
  await expect(page.getByText('Preparing your data')).toBeVisible()
  await page.getByRole('region', { name: 'Delete account' }).getByLabel('Current password').fill(member.password)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()

  // Buttons, a dialog, and something that turns for as long as it takes: all of them move.
  const moving = await motion(page)
  expect(moving.longest).toBeGreaterThanOrEqual(100)
  expect(moving.isEndless).toBe(true)
  expect(await signOfWaiting(page)).toEqual({ ring: 16, dots: 0 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const still = await motion(page)
  expect(still.longest).toBeLessThanOrEqual(1)
  expect(still.isEndless).toBe(false)
  // As wide, so that the text beside it stays where it is.
  expect(await signOfWaiting(page)).toEqual({ ring: 0, dots: 16 })
})

test('a link that was pressed shows that its page is on the way, and moves nothing', async ({ page }) => {
  await page.goto('/login')
  await awake(page)
  await holdLine(page, '/forgot-password*')
  const link = page.getByRole('link', { name: 'Forgot your password?' })
  const sign = link.locator('[aria-hidden]')
  await expect(sign).toHaveCSS('opacity', '0')
  const place = await link.boundingBox()
  await link.click()
  await expect(sign).not.toHaveCSS('opacity', '0')
  expect(await link.boundingBox()).toEqual(place)
  await expect(page.getByRole('link', { name: 'Create an account' }).locator('[aria-hidden]')).toHaveCSS('opacity', '0')
})

test('whatever has the focus is in sight and has a ring around it that stands out', async ({ page }) => {
  const member = await aMember({ website: 'https://example.org' })
  await page.request.post('/api/v1/token', { data: { username: member.username, password: member.password } })
  // What can have the focus on the others is on these too.
  for (const path of IS_LONG ? ['/', '/login', '/register', '/verify-email'] : ['/register']) {
    await page.goto(path)
    await expectRings(page)
  }
  await logIn(page.request, member)
  for (const path of [...(IS_LONG ? ['/profile', '/sessions'] : []), '/account', '/profile/edit']) {
    await page.goto(path)
    await expectRings(page)
  }
  await page
    .locator('[name=avatar]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() })
  await expect(page.getByRole('application', { name: 'Crop area' })).toBeFocused()
  await expectRings(page)
  await page.goto('/sessions')
  await awake(page)
  await page.getByRole('button', { name: 'Log out everywhere else' }).click()
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
  await expectRings(page)
  await page.goto(`/mailbox?key=${process.env.E2E_MAILBOX_KEY}`)
  await expectRings(page)
})

/** How wide the sign beside a text is in both its forms: what turns, and what stands still. */
function signOfWaiting(page: Page): Promise<{ ring: number | undefined; dots: number | undefined }> {
  const sign = page.getByText('Preparing your data').locator('[aria-hidden]')
  return sign.evaluate((element) => {
    const [ring, dots] = [...element.children].map((form) => (form as HTMLElement).offsetWidth)
    return { ring, dots }
  })
}

/** The longest that anything on a page takes to move, in milliseconds, and whether anything moves for good. */
function motion(page: Page): Promise<{ longest: number; isEndless: boolean }> {
  return page.locator('body, body *').evaluateAll((all) => {
    const styles = all.flatMap((element) =>
      [null, '::before', '::after'].map((part) => getComputedStyle(element, part)),
    )
    const milliseconds = (durations: string) =>
      durations.split(',').map((one) => Number.parseFloat(one) * (/\dms$/.test(one) ? 1 : 1000))
    return {
      longest: Math.max(
        ...styles.flatMap(({ transitionDuration, animationName, animationDuration }) => [
          ...milliseconds(transitionDuration),
          ...(animationName === 'none' ? [] : milliseconds(animationDuration)),
        ]),
      ),
      isEndless: styles.some(({ animationName, animationIterationCount }) => {
        return animationName !== 'none' && animationIterationCount.includes('infinite')
      }),
    }
  })
}

/** Goes once round a page by the Tab key, in light, and looks at each stop in dark too. */
async function expectRings(page: Page) {
  if (await page.locator('form').count()) await awake(page)
  const found: string[] = []
  let stops = 0
  for (; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab')
    const problem = await page.evaluate(problemOfFocus)
    if (problem === null) break
    if (problem) found.push(problem)
  }
  expect(stops, page.url()).toBeGreaterThanOrEqual(1)
  expect(found, page.url()).toEqual([])
}

/** What is wrong with how the present stop shows itself: nothing is the empty string. Null where the way round ends. */
function problemOfFocus(): string | null {
  const element = document.activeElement
  if (!(element instanceof HTMLElement) || element === document.body || element.dataset.wasStop) return null
  // Beyond the one lies another document; the other leads back to where a dialog begins.
  if (element.matches('iframe, [data-base-ui-focus-guard]')) return null
  element.dataset.wasStop = 'true'
  const name = element.outerHTML.slice(0, 160)
  const box = element.getBoundingClientRect()
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  if (!hit || !(element.contains(hit) || hit.contains(element))) return `out of sight: ${name}`

  const rgb = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const isSolid = (colour: string) => rgb(colour).length === 3
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = rgb(colour).map((part) => {
      return part / 255 <= 0.040_45 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  // A ring that fades in would be measured half way.
  element.style.setProperty('transition', 'none', 'important')
  const root = document.documentElement
  const { theme } = root.dataset
  for (const scheme of ['light', 'dark']) {
    root.dataset.theme = scheme
    const { outlineStyle, outlineWidth, outlineOffset, outlineColor } = getComputedStyle(element)
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return `no ring: ${name}`
    let ground: Element | null = Number.parseFloat(outlineOffset) < 0 ? element : element.parentElement
    while (ground && !isSolid(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement
    const [one, other] = [outlineColor, getComputedStyle(ground ?? root).backgroundColor].map(luminance)
    const [high, low] = [Math.max(one ?? 0, other ?? 0), Math.min(one ?? 0, other ?? 0)]
    // WCAG 1.4.11.
    if ((high + 0.05) / (low + 0.05) < 3) return `a faint ring in ${scheme}, ${outlineColor}: ${name}`
  }
  root.dataset.theme = theme
  return ''
}
