import { awake } from '../support/awake'
import { logIn } from '../support/log-in'
import { messageIn } from '../support/message-in'
import { aMember } from '../support/person'
import { sessionCookie } from '../support/session-cookie'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

// Playwright turns the cache off that lets Back show a page as it was left. People have it.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
})

test('a log-out that fails says so below the header, in sight', async ({ page }) => {
  await logIn(page.request, await aMember())
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/profile')
  await awake(page)
  const [banner, navigation] = [page.getByRole('banner'), page.getByRole('navigation', { name: 'Account' })]
  const [brand, button, message] = [banner.getByText('Vestibule'), banner.getByRole('button'), messageIn(banner)]
  const places = () => Promise.all([brand.boundingBox(), button.boundingBox()])
  const before = await places()
  await page.route('/profile', (route) => route.abort())
  await button.click()
  await expect(message).toBeFocused()
  expect(await places()).toEqual(before)
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    const [said, pressed, parts] = await Promise.all([
      message.boundingBox(),
      button.boundingBox(),
      navigation.boundingBox(),
    ])
    expect(said!.y).toBeGreaterThanOrEqual(pressed!.y + pressed!.height)
    expect(said!.y + said!.height).toBeLessThanOrEqual(parts!.y)
    expect(said!.x).toBeGreaterThanOrEqual(0)
    expect(said!.x + said!.width).toBeLessThanOrEqual(width)
  }
  await navigation.getByRole('link', { name: 'Password' }).click()
  await expect(page).toHaveURL('/change-password')
  await expect(message).toHaveCount(0)
})

withAndWithoutJavaScript(
  () => {
    test('after a log-out Back shows nothing (S37), and a cookie copied before is refused (S32)', async ({
      page,
      request,
      fillIn,
    }) => {
      const member = await aMember()
      await logIn(page.request, member)
      await page.goto('/profile')
      await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Password' }).click()
      await expect(page).toHaveURL('/change-password')
      const copied = await sessionCookie(page.context())

      await fillIn(page, { button: 'Log out' })
      await expect(page.getByText(`You're logged out.`)).toBeVisible()
      expect(await sessionCookie(page.context())).toBeUndefined()
      for (const _ of ['to the form', 'to the profile']) {
        await page.goBack()
        await expect(page).toHaveURL(/\/login/)
        await expect(page.getByLabel('Username or email')).toBeVisible()
        await expect(page.getByText(member.username)).toBeHidden()
      }

      const headers = { Cookie: `${copied?.name}=${copied?.value}` }
      for (const path of ['/profile', '/profile/edit', '/change-password']) {
        expect((await request.get(path, { headers, maxRedirects: 0 })).status()).toBe(307)
      }
      expect(await (await request.get('/api/auth/session', { headers })).json()).toBeNull()
    })

    test('the log-out page asks first', async ({ page, fillIn }) => {
      await logIn(page.request, await aMember())
      await page.goto('/logout')
      expect(await sessionCookie(page.context())).toBeDefined()
      await fillIn(page, { button: 'Log out' })
      await expect(page).toHaveURL('/login?notice=logged-out')
      await page.goto('/logout')
      await expect(page).toHaveURL('/login')
    })
  },
  { isOneOfItsKind: true },
)
