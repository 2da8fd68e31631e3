import { LOCALES } from '@/lib/i18n/locales'
import { startFailingServer } from '../support/start-failing-server'
import { awake } from '../support/awake'
import { asHexagon } from '../support/hexagon'
import { messageIn } from '../support/message-in'
import { queryDatabase } from '../../lib/testing/query-database'
import { expect, test } from '../support/screens-test'
import { startServer } from '../support/start-server'

const KEY = String(process.env.E2E_MAILBOX_KEY)

for (const language of LOCALES) {
  test.describe(language, () => {
    test.use({ language })

    test('B Offline', async ({ page, context, shoot }) => {
      await page.goto('/login')
      await awake(page)
      await context.setOffline(true)
      await expect(page.locator('[role=status].fixed p')).toBeVisible()
      await shoot(page, 'offline', { isFixed: true })
      await context.setOffline(false)
    })

    test('C Registration closed, and for some', async ({ page, shoot, send }) => {
      const closed = await startServer({ REGISTRATION: 'closed' })
      await page.goto(`${closed.url}/register`)
      await shoot(page, 'register, closed')
      await page.goto(`${closed.url}/`)
      await shoot(page, 'front page, registration closed')
      await closed.stop()
      const domains = await startServer({ REGISTRATION: 'example.edu,uni.example.org' })
      await page.goto(`${domains.url}/register`)
      await send(page, { username: 'ada', email: 'ada@example.com', password: 'nine rivers under a paper lantern' })
      await expect(page.locator('[name=email]')).toHaveAttribute('aria-invalid', 'true')
      await shoot(page, 'register, for some domains')
      await domains.stop()
    })

    test.describe('with optional verification and a development inbox', () => {
      test.use({ baseURL: process.env.E2E_OPTIONAL_APP_URL })

      test('D Reminder and development inbox', async ({ page, newVisitor, shoot, newcomer, send }) => {
        await page.goto('/mailbox')
        await shoot(page, 'inbox, locked')
        await page.goto('/register')
        const { username, email, password } = newcomer()
        await send(page, { username, email, password })
        await expect(page).toHaveURL('/profile')
        const other = await newVisitor({ locale: language })
        await other.goto('/register')
        await send(other, { ...newcomer() })
        await expect(other).toHaveURL('/profile')
        await shoot(page, 'profile, address not proven')
        await page.goto('/verify-email')
        await shoot(page, 'code, for a member')
        await page.goto('/forgot-password')
        await send(page, { email: newcomer().email })
        await expect(messageIn(page.locator('main'))).toBeVisible()
        await shoot(page, 'forgot, with the hint to the inbox')
        await page.goto(`/mailbox?key=${KEY}`)
        await expect(page.getByRole('listitem').nth(1)).toBeVisible()
        await shoot(page, 'inbox', { isFixed: true })
        await page.getByRole('listitem').first().getByRole('link').click()
        await expect(page).toHaveURL(/id=/)
        await shoot(page, 'inbox, a mail', { isFixed: true })
        await page.goto(`${page.url()}&view=text`)
        await shoot(page, 'inbox, a mail as text', { isFixed: true })
      })
    })

    test('E A fault', async ({ page, shoot, newcomer, send, complaints }) => {
      const server = await startServer({ EMAIL_VERIFICATION: 'optional' })
      await page.goto(`${server.url}/mailbox?key=${KEY}`)
      await expect(page).toHaveURL(/mailbox$/)
      await shoot(page, 'inbox, empty', { isFixed: true })
      const { username, email, password } = newcomer()
      await page.goto(`${server.url}/register`)
      await send(page, { username, email, password })
      await expect(page).toHaveURL(/profile/)
      await page.goto(`${server.url}/profile/edit`)
      await awake(page)
      await queryDatabase(server.databaseUrl, 'ALTER TABLE "User" RENAME TO "Gone"')
      await send(page, { bio: 'Not lost.' })
      await expect(messageIn(page.locator('main form'))).toBeVisible()
      await shoot(page, 'edit, a fault of ours')
      await page.locator('nav a[href="/sessions"]').click()
      await expect(page.locator('main button')).toHaveCount(1)
      await shoot(page, 'a page that failed on the way')
      await page.goto(`${server.url}/profile`)
      await shoot(page, 'a page that failed')
      await server.stop()
      complaints.splice(0)
    })

    test('F A page that broke, and the service away', async ({ newVisitor, shoot, complaints }) => {
      const page = await newVisitor({ locale: language })
      await page.goto('/login')
      const { url, close } = await startFailingServer({ isUnavailable: true })
      await page.goto(url)
      await shoot(page, 'away')
      close()
      // The frame of every page asks whether there is a line.
      await page.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'onLine', {
          get: () => {
            throw new Error('broken on purpose')
          },
        })
      })
      await page.goto('/login')
      await expect(page.locator('main button')).toBeVisible()
      await shoot(page, 'a page whose frame failed')
      complaints.splice(0)
    })

    test('F2 A team’s own brand', async ({ page, shoot, send }) => {
      await asHexagon(async (settings) => {
        const server = await startServer({ ...settings, EMAIL_VERIFICATION: 'optional' })
        await page.goto(`${server.url}/register`)
        await shoot(page, 'register, of a team')
        await send(page, { username: 'ada', email: 'ada@example.com', password: 'nine rivers under a paper lantern' })
        await expect(page).toHaveURL(/profile/)
        await shoot(page, 'profile, of a team')
        await server.stop()
      })
    })
  })
}

test('H API documentation', async ({ page, shoot }) => {
  await page.goto('/api/docs')
  await expect(page.locator('.opblock').first()).toBeVisible()
  await shoot(page, 'API documentation', { isFixed: true })
})
