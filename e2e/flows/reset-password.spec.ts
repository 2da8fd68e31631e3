import { database } from '@/lib/db/database'
import { linksIn, tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { sendForm } from '../support/plain-form'
import { scan } from '../support/scan'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const SUBJECT = 'Reset your password'
const DEAD_LINK = 'This link no longer works'
const NEW_PASSWORD = 'copper-violin-82-harbour'

withAndWithoutJavaScript(
  () => {
    test('a reset by mail sets the password, ends every session and logs nobody in (S34)', async ({
      page,
      newVisitor,
      inbox,
      fillIn,
    }) => {
      const member = await aMember()
      const otherBrowser = await newVisitor()
      await logIn(otherBrowser.request, member)
      await page.goto('/login')
      await page.getByRole('link', { name: 'Forgot your password?' }).click()
      await fillIn(page, { fields: { 'Email address': member.email }, button: 'Send reset link' })
      await expect(page.getByRole('status').filter({ hasText: 'If an account has this address' })).toBeVisible()

      const link = tokenLinkIn(await inbox.mailTo(member.email, SUBJECT))
      await page.goto(link)
      await expect(page.getByText(member.username)).toBeVisible()
      await fillIn(page, { fields: { 'New password': 'password123' }, button: 'Set new password' })
      await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/first passwords attackers try/)
      await fillIn(page, { fields: { 'New password': NEW_PASSWORD }, button: 'Set new password' })
      await expect(page.getByText('Your new password is set.')).toBeVisible()
      await otherBrowser.goto('/profile')
      await expect(otherBrowser).toHaveURL(/\/login/)

      await page.goto('/profile')
      await expect(page).toHaveURL('/login?callbackUrl=%2Fprofile')
      await fillIn(page, { fields: { 'Username or email': member.email, Password: member.password }, button: 'Log in' })
      await expect(page.getByText('Wrong name or password')).toBeVisible()
      await fillIn(page, { fields: { Password: NEW_PASSWORD }, button: 'Log in' })
      await expect(page).toHaveURL('/profile')

      await inbox.mailTo(member.email, 'Your password was reset')
      await page.goto(link)
      await expect(page.getByRole('heading', { name: DEAD_LINK })).toBeVisible()
    })
  },
  { isOneOfItsKind: true },
)

test('a request for an unknown address answers alike and emails nobody (S3)', async ({ page, fillIn }) => {
  const texts = []
  const unknown = aPerson().email
  for (const email of [unknown, (await aMember()).email]) {
    await page.goto('/forgot-password')
    await fillIn(page, { fields: { 'Email address': email }, button: 'Send reset link' })
    await expect(page.getByRole('status').filter({ hasText: 'If an account has this address' })).toBeVisible()
    texts.push(await page.getByRole('main').innerText())
  }
  expect(texts[0]).toBe(texts[1])
  const db = await database()
  expect(await db.outboxMail.count({ where: { recipient: unknown } })).toBe(0)
})

test('a scanner that follows every link of the email changes nothing (S15)', async ({
  page,
  request,
  inbox,
  fillIn,
}) => {
  const member = await aMember()
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  const mail = await inbox.mailTo(member.email, SUBJECT)
  const db = await database()
  const state = () =>
    Promise.all([
      db.oneTimeToken.findMany({ where: { userId: member.id } }),
      db.user.findUnique({ where: { id: member.id } }),
    ])
  const before = await state()
  await scan(request, linksIn(mail))
  expect(await state()).toEqual(before)

  await page.goto(tokenLinkIn(mail))
  await fillIn(page, { fields: { 'New password': NEW_PASSWORD }, button: 'Set new password' })
  await expect(page).toHaveURL('/login?notice=password-reset')
})

test('a link that is expired, broken, or used while its page stood open leads to a new one', async ({
  page,
  request,
  newVisitor,
  inbox,
  fillIn,
}) => {
  const member = await aMember()
  await sendForm(request, '/forgot-password', { button: 'Send reset link', fields: { email: member.email } })
  const link = tokenLinkIn(await inbox.mailTo(member.email, SUBJECT))
  const openPage = await newVisitor()
  await openPage.goto(link)
  const db = await database()
  await db.oneTimeToken.updateMany({ where: { userId: member.id }, data: { expiresAt: new Date(Date.now() - 1000) } })

  for (const dead of [
    link,
    `${link}x`,
    '/reset-password',
    '/reset-password?token=',
    `/reset-password?token=${'x'.repeat(5000)}`,
  ]) {
    await page.goto(dead)
    await expect(page.getByRole('heading', { name: DEAD_LINK }), dead).toBeVisible()
    await expect(page, dead).toHaveTitle(new RegExp(`^${DEAD_LINK}`))
  }
  await page.getByRole('link', { name: 'Get a new link' }).click()
  await expect(page).toHaveURL('/forgot-password')

  await fillIn(openPage, { fields: { 'New password': NEW_PASSWORD }, button: 'Set new password' })
  await expect(openPage.getByText('This link or code is no longer valid')).toBeVisible()
  await openPage.getByRole('link', { name: 'Get a new link' }).click()
  await expect(openPage).toHaveURL('/forgot-password')
  await logIn(page.request, member)
})
