import { AxeBuilder } from '@axe-core/playwright'
import { addMilliseconds, DAY } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { awake } from '../support/awake'
import { holdLine } from '../support/hold-line'
import { logIn } from '../support/log-in'
import { messageIn } from '../support/message-in'
import { aMember } from '../support/person'
import { expect, test } from '../support/test'

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const TOMORROW = addMilliseconds(new Date(), DAY)
const TABLET = PHONE.replace('iPhone; CPU iPhone OS', 'iPad; CPU OS')

test('devices are named as people know them, and each can be logged out (S36)', async ({
  page,
  newVisitor,
  fillIn,
  clientIp,
}) => {
  const member = await aMember()
  const phone = await newVisitor({ userAgent: PHONE })
  await logIn(phone.request, member)
  await logIn(page.request, member)
  await page.goto('/sessions')
  const devices = page.getByRole('main').getByRole('listitem')
  await expect(devices).toHaveCount(2)
  await expect(devices.filter({ hasText: 'Chrome on Linux' })).toContainText('This device')
  await expect(devices.filter({ hasText: 'Safari on iPhone' })).toContainText(clientIp)

  await fillIn(page, { button: 'Log out Safari on iPhone' })
  await expect(page.getByText('That device is logged out.')).toBeVisible()
  await expect(devices).toHaveCount(1)
  await phone.goto('/profile')
  await expect(phone).toHaveURL('/login?callbackUrl=%2Fprofile')
})

test('a device that is logged out leaves the list at once, and comes back with the reason when that fails', async ({
  page,
  newVisitor,
}) => {
  const member = await aMember()
  const [phone, tablet] = [await newVisitor({ userAgent: PHONE }), await newVisitor({ userAgent: TABLET })]
  await logIn(phone.request, member)
  await logIn(tablet.request, member)
  await logIn(page.request, member)
  await page.goto('/sessions')
  await awake(page)
  await page.getByRole('button', { name: 'Log out Safari on iPad' }).click()
  const notice = page.getByText('That device is logged out.')
  await expect(notice).toBeVisible()
  const breakLine = await holdLine(page, '/sessions*')
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Safari on iPhone' })
  await page.getByRole('button', { name: 'Log out Safari on iPhone' }).click()
  await expect(row).toHaveCount(0)
  breakLine()
  await expect(messageIn(row)).toContainText(`couldn't reach the server`)
  await expect(messageIn(row)).toBeFocused()
  // What was true of the one before is not said above it.
  await expect(notice).toBeHidden()

  await page.unroute('/sessions*')
  await page.getByRole('button', { name: 'Log out Safari on iPhone' }).click()
  await expect(notice).toBeVisible()
  await expect(row).toHaveCount(0)
})

test('a device that is gone already is logged out, as is one that is someone else’s (S36)', async ({
  page,
  newVisitor,
}) => {
  const [member, stranger] = [await aMember(), await aMember()]
  const [phone, foreign] = [await newVisitor({ userAgent: PHONE }), await newVisitor()]
  await logIn(phone.request, member)
  await logIn(foreign.request, stranger)
  await logIn(page.request, member)
  await page.goto('/sessions')
  await awake(page)
  const db = await database()
  await db.session.deleteMany({ where: { userId: member.id, userAgent: PHONE } })
  await page.getByRole('button', { name: 'Log out Safari on iPhone' }).click()
  await expect(page.getByText('That device is logged out.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)

  await logIn(phone.request, member)
  const { id } = await db.session.findFirstOrThrow({ where: { userId: stranger.id } })
  await page.goto('/sessions')
  await awake(page)
  await page
    .locator('main input[name=id]')
    .evaluate((input: HTMLInputElement, foreignId) => (input.value = foreignId), id)
  await page.getByRole('button', { name: 'Log out Safari on iPhone' }).click()
  await expect(page.getByText('That device is logged out.')).toBeVisible()
  expect(await db.session.count({ where: { id } })).toBe(1)
})

test('logging out everywhere else leaves this device alone', async ({ page, newVisitor, request, fillIn }) => {
  const member = await aMember()
  const other = await newVisitor()
  await logIn(other.request, member)
  const { access } = (await (
    await request.post('/api/v1/token', { data: { username: member.username, password: member.password } })
  ).json()) as { access: string }
  await logIn(page.request, member)
  const sinceThen = {
    userId: member.id,
    kind: 'api',
    ip: '192.0.2.7',
    userAgent: 'curl/8.0',
    lastSeenAt: new Date(),
    expiresAt: TOMORROW,
  }
  await (await database()).session.createMany({ data: Array.from({ length: 205 }, () => sinceThen) })
  await page.goto('/sessions')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(200)
  await expect(page.getByRole('main').getByRole('listitem').first()).toContainText('This device')
  await expect(page.getByText('Only the most recently used devices are shown.')).toBeVisible()
  await fillIn(page, { button: 'Log out everywhere else' })
  await page.getByRole('alertdialog').getByRole('button', { name: 'Log out other devices' }).click()
  await expect(page.getByText(`You're logged out everywhere else.`)).toBeVisible()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)

  await other.goto('/profile')
  await expect(other).toHaveURL('/login?callbackUrl=%2Fprofile')
  const refused = await request.get('/api/v1/profile', { headers: { Authorization: `Bearer ${access}` } })
  expect(refused.status()).toBe(401)
})

test('logging out everywhere else is asked about first: by the keyboard alone there is a way back', async ({
  page,
}) => {
  const member = await aMember()
  const { request } = page
  await request.post('/api/v1/token', { data: { username: member.username, password: member.password } })
  await logIn(request, member)
  await page.goto('/sessions')
  await awake(page)
  const button = page.getByRole('button', { name: 'Log out everywhere else' })
  await button.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('alertdialog', { name: 'Log out everywhere else?' })
  await expect(dialog).toHaveAccessibleDescription(/You'll stay logged in here/)
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  const { violations } = await new AxeBuilder({ page }).include('[role=alertdialog]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])

  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2)
})

test('a page says so when the line is down, for as long as it is', async ({ page, context }) => {
  await page.goto('/login')
  await awake(page)
  const notice = page.getByText(`You're offline.`)
  await context.setOffline(true)
  await expect(notice).toBeVisible()
  await context.setOffline(false)
  await expect(notice).toBeHidden()
})
