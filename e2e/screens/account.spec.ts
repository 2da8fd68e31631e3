import { record } from '@/lib/audit/record'
import { DAY, HOUR, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { LOCALES } from '@/lib/i18n/locales'
import { startSession } from '@/lib/sessions/start-session'
import { awake } from '../support/awake'
import { castOf } from '../support/cast'
import { givePicture } from '../support/give-picture'
import { holdLine } from '../support/hold-line'
import { logIn } from '../support/log-in'
import { messageIn } from '../support/message-in'
import { aContext } from '../../lib/testing/operation-fixtures'
import { aFace } from '../../lib/testing/pictures'
import { expect, test } from '../support/screens-test'

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const YEARS_AGO = new Date(Date.now() - 700 * DAY)

for (const language of LOCALES) {
  test.describe(language, () => {
    test.use({ language })
    const [{ bio, location }] = castOf(language)
    const full = { bio, location, website: 'https://example.org/loom', phone: '+44 20 7946 0000' }

    test('6 Profile', async ({ page, newVisitor, shoot, member }) => {
      const person = await member({ ...full, createdAt: YEARS_AGO, passwordChangedAt: YEARS_AGO })
      await logIn(page.request, person)
      await page.goto('/profile?notice=saved')
      await shoot(page, 'profile, saved')
      await page.goto('/profile?notice=deletion-undone&callbackUrl=%2Fsessions')
      await shoot(page, 'profile, back from deletion')
      await givePicture(page.request)
      await page.goto('/profile')
      await shoot(page, 'profile, with a picture')
      await awake(page)
      await page.route('/profile', (route) => route.abort())
      await page.locator('header form button').click()
      await expect(messageIn(page.locator('header').first())).toBeVisible()
      await shoot(page, 'profile, could not log out')
      await page.unroute('/profile')
      const newPage = await newVisitor({ locale: language })
      await logIn(newPage.request, await member({ name: '', role: 'admin' }))
      await newPage.goto('/profile')
      await shoot(newPage, 'profile, of an administrator who has said nothing')
    })

    test('7 Edit profile', async ({ page, shoot, send, member }) => {
      await logIn(page.request, await member({ ...full, name: '' }))
      await page.goto('/profile/edit')
      await awake(page)
      await shoot(page, 'edit')
      const files = await page.evaluateHandle(() => {
        const dragged = new DataTransfer()
        dragged.items.add(new File([''], 'a.png', { type: 'image/png' }))
        return dragged
      })
      await page.dispatchEvent('body', 'dragover', { dataTransfer: files })
      await expect(page.locator('main section').first()).toHaveCSS('outline-style', 'dashed')
      await shoot(page, 'edit, a picture is dragged over it')
      await page.dispatchEvent('body', 'dragleave')
      await send(page, { username: 'no spaces please', bio: 'x'.repeat(501), website: 'nowhere', phone: 'call me' })
      await expect(page.locator('[name=website]')).toHaveAttribute('aria-invalid', 'true')
      await shoot(page, 'edit, with errors')
      const file = page.locator('[name=avatar]')
      await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
      await expect(messageIn(page.locator('main section').first())).toBeVisible()
      await shoot(page, 'edit, a file that is no picture')
      await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await aFace() })
      await expect(page.getByRole('slider')).toBeVisible()
      await shoot(page, 'edit, a picture is cut out')
      await page.route('**/api/v1/profile/avatar', () => {})
      await page.locator('main section button').first().click()
      await expect(page.getByRole('progressbar')).toBeVisible()
      await shoot(page, 'edit, a picture is on its way')
      // The upload ends with its page: it would go on otherwise.
      await page.goto('/profile')
      await page.unroute('**/api/v1/profile/avatar')
      await givePicture(page.request)
      await page.goto('/profile/edit?notice=picture-saved')
      await awake(page)
      await shoot(page, 'edit, the picture is saved')
      await page.goto('/profile/edit?problem=image_not_plain')
      await shoot(page, 'edit, the picture was refused')
      await page.locator('main section form').last().locator('button').click()
      await expect(page).toHaveURL(/notice=picture-removed/)
      await shoot(page, 'edit, the picture is removed')
      await awake(page)
      await page.context().clearCookies({ name: /session/ })
      await send(page, { location })
      await expect(messageIn(page.getByRole('main')).getByRole('link')).toBeVisible()
      await shoot(page, 'edit, logged out meanwhile')
    })

    test('8 Change password', async ({ page, shoot, send, member }) => {
      const { password, ...person } = await member()
      await logIn(page.request, { ...person, password })
      await page.goto('/change-password')
      await shoot(page, 'change password')
      await send(page, { old_password: '', new_password: 'password1' })
      await expect(page.locator('[name=old_password]')).toHaveAttribute('aria-invalid', 'true')
      await shoot(page, 'change password, with errors')
      await send(page, { old_password: 'not-the-right-one-83', new_password: 'nine rivers under a paper lantern' })
      await expect(page.locator('[name=old_password]')).toHaveAttribute('aria-invalid', 'true')
      await shoot(page, 'change password, wrong one')
      await send(page, { old_password: password, new_password: 'nine rivers under a paper lantern' })
      await expect(page).toHaveURL(/notice=changed/)
      await shoot(page, 'change password, changed')
    })

    test('9 Devices', async ({ page, shoot, member }) => {
      const { id: userId, ...person } = await member()
      await logIn(page.request, person)
      await page.goto('/sessions')
      await shoot(page, 'devices, this one alone')
      const db = await database()
      for (const [kind, userAgent, ip, age] of [
        ['browser', IPHONE, '198.51.100.24', 20 * MINUTE],
        ['browser', WINDOWS, '2001:db8:85a3:8d3:1319:8a2e:370:7348', 30 * HOUR],
        ['api', 'python-requests/2.32', '192.0.2.11', 6 * DAY],
      ] as const) {
        await startSession(
          db,
          { userId, kind, amr: ['pwd'] },
          aContext({ userAgent, ip, now: new Date(Date.now() - age) }),
        )
      }
      await page.goto('/sessions?notice=ended')
      await awake(page)
      await shoot(page, 'devices, several')
      await page.route('/sessions?notice=ended', (route) => route.abort())
      await page.locator('main li form button').first().click()
      await expect(messageIn(page.locator('main li'))).toBeVisible()
      await shoot(page, 'devices, one could not be logged out')
      await page.locator('main form').last().locator('button').click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await shoot(page, 'devices, log out the others?', { isFixed: true })
      await page.unroute('/sessions?notice=ended')
      await page.getByRole('alertdialog').getByRole('button').last().click()
      await expect(page).toHaveURL(/notice=others-ended/)
      await shoot(page, 'devices, the others are logged out')
    })

    test('9b Activity', async ({ page, shoot, member }) => {
      const { id: userId, username, ...person } = await member()
      await logIn(page.request, { ...person, username })
      await page.request.post('/api/v1/token', { data: { username, password: 'not the password' } })
      const ctx = aContext({ userAgent: IPHONE, ip: '198.51.100.24', now: new Date(Date.now() - 20 * MINUTE) })
      await transaction(async (tx) => {
        await record(tx, ctx, { type: 'password.changed', userId })
        await record(tx, ctx, { type: 'account.updated', userId })
      })
      await page.goto('/activity')
      await awake(page)
      await shoot(page, 'activity')
      await transaction(async (tx) => {
        for (let age = 1; age <= 30; age++) {
          const then = new Date(Date.now() - age * DAY)
          await record(tx, { ...ctx, now: then }, { type: age % 4 ? 'login.succeeded' : 'logout', userId })
        }
      })
      await page.goto('/activity')
      const older = page.locator('main a[href*="before="]')
      await older.scrollIntoViewIfNeeded()
      await shoot(page, 'activity, there is more')
      await older.click()
      await expect(page).toHaveURL(/before=/)
      await expect(older).toHaveCount(0)
      await shoot(page, 'activity, the last page')
      const { id } = await (
        await database()
      ).auditEvent.findFirstOrThrow({ where: { userId }, orderBy: { createdAt: 'asc' } })
      await page.goto(`/activity?before=${id}`)
      await shoot(page, 'activity, nothing more')
    })

    test('A Account', async ({ page, shoot, send, member }) => {
      const { password, ...person } = await member()
      await logIn(page.request, { ...person, password })
      await page.goto('/account')
      await shoot(page, 'account')
      await send(page, { new_email: 'nobody', password: '' })
      await expect(page.locator('[name=new_email]')).toHaveAttribute('aria-invalid', 'true')
      await shoot(page, 'account, with errors')
      await page.goto('/account')
      await send(page, { new_email: `new-${person.email}`, password })
      await expect(messageIn(page.locator('main')).first()).toBeVisible()
      await shoot(page, 'account, a mail is on its way')
      const breakLine = await holdLine(page, '/account/export*')
      const download = page.locator('a[download]')
      await download.click()
      await expect(download).toHaveAttribute('aria-disabled', 'true')
      await shoot(page, 'account, a download is prepared')
      breakLine()
      await expect(download).not.toHaveAttribute('aria-disabled')
      await shoot(page, 'account, a download failed')
      await page.unroute('/account/export*')
      await download.click()
      await expect(download).not.toHaveAttribute('aria-disabled')
      await expect(messageIn(page.locator('main section').nth(1))).toContainText('account.zip')
      await shoot(page, 'account, a download is saved')
      await page.goto('/account?notice=export-later')
      await shoot(page, 'account, downloaded too often')
      await page.locator('[name=password]').last().fill(password)
      await page.locator('main form').last().locator('button[type=submit]').click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await shoot(page, 'account, delete it?', { isFixed: true })
      await page.goto('/logout')
      await shoot(page, 'log out?')
      await page.goto('/other-account?shownFor=mark.grace&to=%2Fsessions')
      await shoot(page, 'another account is logged in')
      await page.goto('/login?other-account&callbackUrl=%2Fsessions')
      await shoot(page, 'log-in as somebody else')
      await page.goto('/sessions')
      await awake(page)
      await page.context().clearCookies()
      await logIn(page.request, await member())
      await page.locator('header form button').click()
      await expect(messageIn(page.locator('header').first())).toBeVisible()
      await shoot(page, 'another account is logged in, said by a form')
      await page.evaluate(() => dispatchEvent(new Event('focus')))
      await expect(page.getByRole('status').locator('.shadow-floating')).toBeVisible()
      await shoot(page, 'another account is logged in, said on coming back', { isFixed: true })
    })
  })
}
