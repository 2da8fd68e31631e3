import { register as registerBy } from '@/lib/registration/register'
import { MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { awake } from '../support/awake'
import { codeIn, linksIn, tokenLinkIn } from '../support/inbox'
import { aContext } from '../../lib/testing/operation-fixtures'
import { aMember, aPerson } from '../support/person'
import { register } from '../support/register'
import { scan } from '../support/scan'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const SUBJECT = 'Verify your email address'
const DEAD_LINK = 'This link no longer works'

withAndWithoutJavaScript(() => {
  test('the link in the browser that registered asks for its button alone', async ({ page, inbox, fillIn }) => {
    const person = aPerson()
    await register(page.request, person)
    const link = tokenLinkIn(await inbox.mailTo(person.email, SUBJECT))

    await page.goto(link)
    await expect(page.getByText(person.username)).toBeVisible()
    await expect(page.getByText(person.email)).toBeVisible()
    await expect(page.getByLabel('Password', { exact: true })).toBeHidden()
    await fillIn(page, { button: 'Verify my address' })
    await expect(page).toHaveURL('/profile')
    await expect(page.getByText(person.username).first()).toBeVisible()

    await page.goto(link)
    await expect(page.getByRole('heading', { name: DEAD_LINK })).toBeVisible()
  })

  test('a code is taken as it is pasted, with spaces in it', async ({ page, context, inbox, fillIn }) => {
    const person = aPerson()
    await register(page.request, person)
    const code = codeIn(await inbox.mailTo(person.email, SUBJECT))
    await page.goto('/verify-email')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), ` ${code.slice(0, 3)} ${code.slice(3)} `)
    await page.getByLabel('6-digit code').focus()
    await page.keyboard.press('ControlOrMeta+v')
    await expect(page.getByLabel('6-digit code')).toHaveValue(new RegExp(`${code.slice(0, 3)} ${code.slice(3)}`))
    await fillIn(page, { button: 'Verify' })
    await expect(page).toHaveURL('/profile')
  })

  test('the link in another browser names the username and asks for the password', async ({
    page,
    request,
    inbox,
    fillIn,
  }) => {
    const person = aPerson()
    await register(request, person)
    await page.goto(tokenLinkIn(await inbox.mailTo(person.email, SUBJECT)))
    await expect(page.getByText(person.username)).toBeVisible()

    await fillIn(page, { fields: { Password: 'not-the-right-one-83' }, button: 'Verify my address' })
    const passwordField = page.getByLabel('Password', { exact: true })
    await expect(passwordField).toHaveAccessibleDescription(/Wrong password, or too many attempts/)
    await expect(passwordField).toHaveValue('')
    await expect(passwordField).toBeFocused()
    await fillIn(page, { fields: { Password: person.password }, button: 'Verify my address' })
    await expect(page).toHaveURL('/profile')
  })

  test(`“This wasn't me” ends the registration`, async ({ page, request, newVisitor, inbox, fillIn }) => {
    const person = aPerson()
    const stranger = await newVisitor()
    await register(stranger.request, person)
    const mail = await inbox.mailTo(person.email, SUBJECT)
    await page.goto(tokenLinkIn(mail))
    await fillIn(page, { button: `This wasn't me` })
    await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible()

    await page.goto(tokenLinkIn(mail))
    await expect(page.getByRole('heading', { name: DEAD_LINK })).toBeVisible()
    await stranger.goto('/verify-email')
    await fillIn(stranger, { fields: { '6-digit code': codeIn(mail) }, button: 'Verify' })
    await expect(stranger.getByLabel('6-digit code')).toHaveAccessibleDescription(/That code is wrong/)
    expect((await request.get('/profile', { maxRedirects: 0 })).status()).toBe(307)
  })

  test('a username that was taken meanwhile is asked for again, with code and link', async ({
    page,
    newVisitor,
    inbox,
    fillIn,
    javaScriptEnabled,
  }) => {
    for (const by of ['code', 'link']) {
      const person = aPerson()
      const browser = by === 'code' ? page : await newVisitor()
      await register(browser.request, person)
      const mail = await inbox.mailTo(person.email, SUBJECT)
      await aMember({ username: person.username, usernameKey: person.username })
      const proof =
        by === 'code' ? { fields: { '6-digit code': codeIn(mail) }, button: 'Verify' } : { button: 'Verify my address' }

      await browser.goto(by === 'code' ? '/verify-email' : tokenLinkIn(mail))
      await fillIn(browser, proof)
      const usernameField = browser.getByLabel('Another username')
      await expect(usernameField).toHaveAccessibleDescription(/This username is taken/)
      if (javaScriptEnabled) await expect(usernameField).toBeFocused()
      const { username } = aPerson()
      await fillIn(browser, { ...proof, fields: { ...proof.fields, 'Another username': username } })
      await expect(browser).toHaveURL('/profile')
      await expect(browser.getByText(username).first()).toBeVisible()
      if (javaScriptEnabled) await expect(browser.getByRole('heading', { level: 1, name: person.name })).toBeFocused()
    }
  })

  test('another email takes a wrong code away; within a minute the answer is alike and none is sent (S12)', async ({
    page,
    inbox,
    fillIn,
  }) => {
    const person = aPerson()
    await register(page.request, person)
    const mail = await inbox.mailTo(person.email, SUBJECT)
    await page.goto('/verify-email')
    const field = page.getByLabel('6-digit code')
    await fillIn(page, {
      fields: { '6-digit code': codeIn(mail) === '000000' ? '1'.repeat(6) : '0'.repeat(6) },
      button: 'Verify',
    })
    await expect(field).toHaveAccessibleDescription(/./)

    await fillIn(page, { button: 'Send a new email' })
    await expect(page.getByRole('status').filter({ hasText: `we've sent a new email` })).toHaveAttribute(
      'aria-live',
      'polite',
    )
    await expect(field).toHaveValue('')
    await expect(field).toHaveAccessibleDescription('')
    await expect(field).toBeFocused()

    const db = await database()
    expect(await db.outboxMail.count({ where: { recipient: person.email } })).toBe(1)
    await fillIn(page, { fields: { '6-digit code': codeIn(mail) }, button: 'Verify' })
    await expect(page).toHaveURL('/profile')
  })
})

test('a scanner that follows every link of the emails changes nothing (S15)', async ({
  page,
  request,
  inbox,
  fillIn,
}) => {
  const person = aPerson()
  await register(page.request, person)
  const mail = await inbox.mailTo(person.email, SUBJECT)
  const db = await database()
  const registration = () => db.registration.findFirstOrThrow({ where: { email: person.email } })
  const before = await registration()

  await scan(request, linksIn(mail))
  // A scanner that shares the browser's cookies is no different.
  await scan(page.request, linksIn(mail))
  expect(await registration()).toEqual(before)
  expect(await db.user.findUnique({ where: { email: person.email } })).toBeNull()

  await page.goto(tokenLinkIn(mail))
  await fillIn(page, { button: 'Verify my address' })
  await expect(page).toHaveURL('/profile')
})

test('an expired or broken link says so and emails a new one', async ({ page, inbox, fillIn }) => {
  const person = aPerson()
  // Two minutes ago: an address gets one email a minute.
  await registerBy(person, aContext({ now: new Date(Date.now() - 2 * MINUTE) }))
  const mail = await inbox.mailTo(person.email, SUBJECT)
  const link = tokenLinkIn(mail)
  const db = await database()

  const { expiresAt } = await db.registration.findFirstOrThrow({ where: { email: person.email } })
  await db.registration.updateMany({ where: { email: person.email }, data: { expiresAt: new Date(Date.now() - 1000) } })
  const broken = [
    `${link}x`,
    link.slice(0, -1),
    '/verify-email?token=%00',
    `/verify-email?token=${'x'.repeat(5000)}`,
    '/verify-email?token=a&token=b',
  ]
  for (const dead of [link, ...broken]) {
    await page.goto(dead)
    await expect(page.getByRole('heading', { name: DEAD_LINK }), dead).toBeVisible()
    await expect(page, dead).toHaveTitle(new RegExp(`^${DEAD_LINK}`))
  }
  await db.registration.updateMany({ where: { email: person.email }, data: { expiresAt } })

  await fillIn(page, { fields: { 'Email address': person.email }, button: 'Send a new email' })
  await expect(page.getByRole('status').filter({ hasText: `we've sent a new email` })).toBeVisible()
  const newMail = await inbox.mailTo(person.email, SUBJECT, { after: mail })
  await page.goto(link)
  await expect(page.getByRole('heading', { name: DEAD_LINK })).toBeVisible()
  await page.goto(tokenLinkIn(newMail))
  await fillIn(page, { fields: { Password: person.password }, button: 'Verify my address' })
  await expect(page).toHaveURL('/profile')
})

test('a field that an error brought stays, with what was typed, when the next try fails otherwise', async ({
  page,
  context,
}) => {
  await register(page.request, aPerson())
  await page.goto('/verify-email')
  await awake(page)
  await context.clearCookies()
  const button = page.getByRole('button', { name: 'Send a new email' })
  await button.click()
  const field = page.getByLabel('Email address')
  await expect(field).toBeFocused()
  await field.fill('ada@example.com')
  await page.route('/verify-email', (route) => route.abort())
  await button.click()
  await expect(page.getByRole('status').filter({ hasText: `couldn't reach the server` })).toBeVisible()
  await expect(field).toHaveValue('ada@example.com')
})

test('without a registration of its own a browser is asked for the address', async ({ page, fillIn }) => {
  await page.goto('/verify-email')
  await fillIn(page, { fields: { 'Email address': aPerson().email }, button: 'Send a new email' })
  await expect(page.getByRole('status').filter({ hasText: `we've sent a new email` })).toBeVisible()
  await page.goto('/verify-email?notice=not-me')
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible()
  await expect(page).toHaveTitle(/^Thank you/)
})
