import type { APIRequestContext, Page } from '@playwright/test'
import { database } from '@/lib/db/database'
import { aUniquePicture } from '../../lib/testing/pictures'
import { awake } from '../support/awake'
import { givePicture } from '../support/give-picture'
import { tokenLinkIn } from '../support/inbox'
import { logIn } from '../support/log-in'
import { aMember, aPerson, type Person } from '../support/person'
import { sendForm } from '../support/plain-form'
import { register } from '../support/register'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

type Member = Person & { id: string }

const NEW_PASSWORD = 'copper-violin-82-harbour'

/** What a tab of one account sends in the session of another, by what it is called, where, and how. */
const ACTS: [name: string, path: string, act: (page: Page, javaScriptEnabled: boolean) => Promise<void>][] = [
  [
    'a profile',
    '/profile/edit',
    async (page) => {
      await page.getByLabel('Location').fill('Elsewhere')
      await press(page, 'Save changes')
    },
  ],
  ['the removal of a picture', '/profile/edit', async (page) => press(page, 'Remove profile picture')],
  [
    'a picture',
    '/profile/edit',
    async (page, javaScriptEnabled) => {
      const file = { name: 'a.png', mimeType: 'image/png', buffer: await aUniquePicture() }
      await page.locator('[name=avatar]').setInputFiles(file)
      await press(page, javaScriptEnabled ? 'Use this image' : 'Upload')
    },
  ],
  [
    'a password',
    '/change-password',
    async (page) => {
      await page.getByLabel('Current password').fill((await aMember()).password)
      await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
      await press(page, 'Change password')
    },
  ],
  [
    'the end of a session',
    '/sessions',
    async (page) => page.getByRole('main').getByRole('listitem').getByRole('button').first().click(),
  ],
  [
    'the end of all other sessions',
    '/sessions',
    async (page, javaScriptEnabled) => {
      await press(page, 'Log out everywhere else')
      if (javaScriptEnabled)
        await page.getByRole('alertdialog').getByRole('button', { name: 'Log out other devices' }).click()
    },
  ],
  [
    'a change of address',
    '/account',
    async (page) => {
      const form = page.getByRole('region', { name: 'Email address' })
      await form.getByLabel('New email address').fill(aPerson().email)
      await form.getByLabel('Current password').fill((await aMember()).password)
      await press(page, 'Change email')
    },
  ],
  [
    'the deletion of the account',
    '/account',
    async (page, javaScriptEnabled) => {
      await page
        .getByRole('region', { name: 'Delete account' })
        .getByLabel('Current password')
        .fill((await aMember()).password)
      await press(page, 'Delete my account')
      if (javaScriptEnabled) await page.getByRole('alertdialog').getByRole('button', { name: 'Yes, delete it' }).click()
    },
  ],
  ['a log-out', '/activity', async (page) => press(page, 'Log out')],
  ['a language', '/profile', async (page) => press(page, 'Español')],
]

/**
 * One of each kind: a form of a page, an upload, one behind a dialog, and the header's. lib/next/shown-for.db.test.ts
 * tries each action.
 */
const ONE_OF_EACH_KIND = ['a profile', 'a picture', 'the deletion of the account', 'a log-out']

withAndWithoutJavaScript(() => {
  for (const [name, path, act] of ACTS) {
    const tag = ONE_OF_EACH_KIND.includes(name) ? [] : ['@long']
    test(
      `${name} of another account than the one that is logged in changes nothing, and says whose session it is (S63)`,
      { tag },
      async ({ page, newVisitor, javaScriptEnabled }) => {
        const [a, b] = [await aMember(), await aMember({ location: 'Here', locale: 'en' })]
        const elsewhere = [await newVisitor(), await newVisitor()]
        for (const [index, member] of [a, b].entries()) await logIn(elsewhere[index]!.request, member)
        await givePicture(elsewhere[1]!.request)
        await logIn(page.request, a)
        await givePicture(page.request)
        await page.goto(path)
        if (javaScriptEnabled) await awake(page)
        await switchTo(page.request, b)
        const before = [await stateOf(a), await stateOf(b)]

        await act(page, javaScriptEnabled)
        if (javaScriptEnabled) {
          await expect(
            page.getByText(`You're now logged in as ${b.username}. Reload this page, or log in as ${a.username}.`),
          ).toBeVisible()
          await expect(page).toHaveURL(path)
        } else {
          await expect(page.getByRole('heading', { name: `You're now logged in as ${b.username}` })).toBeVisible()
          await expect(page.getByRole('link', { name: `Log in as ${a.username}` })).toBeVisible()
          await page.getByRole('link', { name: `Continue as ${b.username}` }).click()
          await expect(page).toHaveURL(path)
        }
        expect([await stateOf(a), await stateOf(b)]).toEqual(before)
      },
    )
  }

  test('the data of another account than the one that is logged in are not fetched (S63)', async ({
    page,
    javaScriptEnabled,
  }) => {
    const [a, b] = [await aMember(), await aMember()]
    await logIn(page.request, a)
    await page.goto('/account')
    if (javaScriptEnabled) await awake(page)
    await switchTo(page.request, b)
    const link = page.getByRole('link', { name: 'Download my data' })
    const response = await page.request.get(String(await link.getAttribute('href')), { maxRedirects: 0 })
    expect(response.headers().location).toMatch(/^\/other-account\?/)
    if (!javaScriptEnabled) return
    await link.click()
    await expect(page.getByRole('heading', { name: `You're now logged in as ${b.username}` })).toBeVisible()
  })

  test('a form goes on in a new session of the same account, and the login that it names leads back (S63)', async ({
    page,
    context,
    fillIn,
    javaScriptEnabled,
  }) => {
    const [a, b] = [await aMember(), await aMember()]
    await logIn(page.request, a)
    await page.goto('/profile/edit')
    await switchTo(page.request, b)
    await fillIn(page, { fields: { Location: 'London' }, button: 'Save changes' })
    const link = page.getByRole('link', { name: `og in as ${a.username}` })
    const [logInPage] = javaScriptEnabled
      ? await Promise.all([context.waitForEvent('page'), link.click()])
      : [page, await link.click()]
    await expect(logInPage.getByText(`You're logged in as ${b.username}.`)).toBeVisible()
    await fillIn(logInPage, { fields: { 'Username or email': a.username, Password: a.password }, button: 'Log in' })
    await expect(logInPage).toHaveURL('/profile/edit')
    const db = await database()
    // The session that the login replaced is no longer alive.
    expect(await db.session.count({ where: { userId: b.id } })).toBe(0)

    // In the tab of before what was typed is still there.
    await fillIn(page, { ...(!javaScriptEnabled && { fields: { Location: 'London' } }), button: 'Save changes' })
    await expect(page).toHaveURL('/profile?notice=saved')
    expect(await db.user.findUnique({ where: { id: a.id } })).toMatchObject({ location: 'London' })
  })

  test('a link that confirms an address asks for its account’s password once another is logged in (S15, S63)', async ({
    page,
    inbox,
    fillIn,
    javaScriptEnabled,
  }) => {
    const [a, b, { email }] = [await aMember(), await aMember(), aPerson()]
    await logIn(page.request, a)
    await sendForm(page.request, '/account', {
      button: 'Change email',
      fields: { new_email: email, password: a.password },
    })
    const link = tokenLinkIn(await inbox.mailTo(email, 'Confirm your new email address'))
    await page.goto(link)
    await switchTo(page.request, b)
    await fillIn(page, { button: 'Confirm the new address' })
    await expect(page.getByText(`You're now logged in as ${b.username}`)).toBeVisible()
    if (javaScriptEnabled) await page.getByRole('link', { name: 'Reload this page' }).click()
    else await page.goto(link)
    // The new page is there, for fillIn to wait until it is awake.
    await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
    await fillIn(page, { fields: { Password: a.password }, button: 'Confirm the new address' })
    await expect(page.getByRole('heading', { name: 'Your email address has changed' })).toBeVisible()
    const db = await database()
    expect(await db.user.findUnique({ where: { id: a.id } })).toMatchObject({ email })
    expect(await db.user.findUnique({ where: { id: b.id } })).toMatchObject({ email: b.email })
  })
})

test('a page to which the person comes back says that another account is logged in, until it is the first again (S63)', async ({
  page,
}) => {
  const [a, b] = [await aMember(), await aMember()]
  await logIn(page.request, a)
  await page.goto('/activity')
  await awake(page)
  const comeBack = () => page.evaluate(() => dispatchEvent(new Event('focus')))
  const notice = page.getByText(`You're now logged in as ${b.username}. Reload this page, or log in as ${a.username}.`)
  const asked = page.waitForResponse('/api/v1/profile')
  await comeBack()
  expect((await asked).status()).toBe(200)
  await expect(notice).toBeHidden()

  await switchTo(page.request, b)
  await comeBack()
  await expect(notice).toBeVisible()
  await switchTo(page.request, a)
  await comeBack()
  await expect(notice).toBeHidden()

  await switchTo(page.request, b)
  await comeBack()
  await page.getByRole('link', { name: 'Reload this page' }).click()
  await expect(notice).toBeHidden()
  await expect(page.getByText('Logged in').first()).toBeVisible()
})

test('a link of an account’s page does not show another account in its frame (S63)', async ({ page }) => {
  const [a, b] = [await aMember(), await aMember()]
  await logIn(page.request, a)
  await page.goto('/profile')
  await awake(page)
  await switchTo(page.request, b)
  await page.getByRole('link', { name: 'Account', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: `You're now logged in as ${b.username}.` })).toBeVisible()
  await expect(page.getByText(b.email)).toHaveCount(0)
  await page.getByRole('link', { name: 'Reload this page' }).click()
  await expect(page.getByText(b.email)).toBeVisible()
  // What is shown for an account acts on it.
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(page).toHaveURL('/login?notice=logged-out')
})

test('the footer is for who has logged in since the document was loaded (S63)', async ({ page, fillIn }) => {
  const member = await aMember({ locale: 'en' })
  await page.goto('/login')
  await fillIn(page, { fields: { 'Username or email': member.username, Password: member.password }, button: 'Log in' })
  await expect(page).toHaveURL('/profile')
  await page.getByRole('button', { name: 'Español' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  const db = await database()
  expect(await db.user.findUnique({ where: { id: member.id } })).toMatchObject({ locale: 'es' })
})

test.describe('a mailed link in the browser of another account says for whom it is, and leaves that account alone (S63):', () => {
  let a: Member
  let b: Member
  let before: unknown

  test.beforeEach(async ({ page }) => {
    ;[a, b] = [await aMember(), await aMember()]
    await logIn(page.request, b)
    before = await stateOf(b)
  })

  const said = (page: Page) => page.getByText(`You're logged in as ${b.username}. This link is for ${a.username}`)

  test('a change of address, and its undoing', async ({ page, newVisitor, inbox, fillIn }) => {
    const { email } = aPerson()
    const elsewhere = await newVisitor()
    await logIn(elsewhere.request, a)
    await sendForm(elsewhere.request, '/account', {
      button: 'Change email',
      fields: { new_email: email, password: a.password },
    })
    await page.goto(tokenLinkIn(await inbox.mailTo(email, 'Confirm your new email address')))
    await expect(said(page)).toBeVisible()
    await fillIn(page, { fields: { Password: a.password }, button: 'Confirm the new address' })
    await expect(
      page.getByText(`You're still logged in as ${b.username}. Nothing was changed in that account.`),
    ).toBeVisible()

    await page.goto(tokenLinkIn(await inbox.mailTo(a.email, 'Your email address was changed')))
    await expect(said(page)).toBeVisible()
    await fillIn(page, { button: 'Restore my address' })
    await expect(
      page.getByText(`You're still logged in as ${b.username}. Nothing was changed in that account.`),
    ).toBeVisible()
    expect(await stateOf(b)).toEqual(before)
    expect((await stateOf(a)).user).toMatchObject({ email: a.email, passwordHash: null })
  })

  test('a new password, after which the login page asks for it', async ({ page, inbox, fillIn }) => {
    await sendForm(page.request, '/forgot-password', { button: 'Send reset link', fields: { email: a.email } })
    await page.goto(tokenLinkIn(await inbox.mailTo(a.email, 'Reset your password')))
    await expect(said(page)).toBeVisible()
    await fillIn(page, { fields: { 'New password': NEW_PASSWORD }, button: 'Set new password' })
    await expect(page.getByText('Your new password is set.')).toBeVisible()
    await expect(page.getByText(`You're logged in as ${b.username}.`)).toBeVisible()
    expect(await stateOf(b)).toEqual(before)
  })

  test('the proof of an address, which logs in to its account in place of the other', async ({
    page,
    request,
    inbox,
    fillIn,
  }) => {
    const person = aPerson()
    await register(request, person)
    await page.goto(tokenLinkIn(await inbox.mailTo(person.email, 'Verify your email address')))
    await expect(page.getByText(`You're logged in as ${b.username}. This is for ${person.username}`)).toBeVisible()
    await fillIn(page, { fields: { Password: person.password }, button: 'Verify my address' })
    await expect(page).toHaveURL('/profile')
    await expect(page.getByText(person.email)).toBeVisible()
    expect(await stateOf(b)).toEqual({ ...(before as object), sessions: [] })
  })

  test('the word of a deletion, whose login is not skipped', async ({ page, newVisitor, inbox, fillIn }) => {
    const elsewhere = await newVisitor()
    await logIn(elsewhere.request, a)
    await sendForm(elsewhere.request, '/account', { button: 'Delete my account', fields: { password: a.password } })
    const { html } = await inbox.mailTo(a.email, 'Your account will be deleted')
    const [, link = ''] = /href="([^"]*\/login[^"]*)"/.exec(html) ?? []
    await page.goto(link.replaceAll('&amp;', '&'))
    await expect(page.getByText(`You're logged in as ${b.username}.`)).toBeVisible()
    await fillIn(page, { fields: { 'Username or email': a.username, Password: a.password }, button: 'Log in' })
    await expect(page.getByText(`Your account won't be deleted`)).toBeVisible()
    expect((await stateOf(a)).user.deletionDueAt).toBeNull()
  })
})

/** As in another tab of the same browser: one person logs out, and another logs in. */
async function switchTo(request: APIRequestContext, member: Person): Promise<void> {
  expect((await sendForm(request, '/logout', { button: 'Log out' })).status()).toBe(303)
  await logIn(request, member)
}

function press(page: Page, button: string): Promise<void> {
  return page.getByRole('button', { name: button, exact: true }).click()
}

/** All that a form of an account can change of it. */
async function stateOf({ id, email }: Member) {
  const db = await database()
  const user = await db.user.findUniqueOrThrow({
    where: { id },
    select: {
      username: true,
      name: true,
      location: true,
      email: true,
      locale: true,
      passwordHash: true,
      avatarHash: true,
      deletionDueAt: true,
    },
  })
  const sessions = await db.session.findMany({ where: { userId: id }, select: { id: true }, orderBy: { id: 'asc' } })
  const tokens = await db.oneTimeToken.count({ where: { userId: id } })
  const mails = await db.outboxMail.count({ where: { recipient: email } })
  return { user, sessions, tokens, mails }
}
