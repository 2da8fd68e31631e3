import type { Page } from '@playwright/test'
import { codeIn } from '../support/inbox'
import { aMember, aPerson, type Person } from '../support/person'
import { readForm, sendForm } from '../support/plain-form'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const fieldsOf = ({ username, email, name, password }: Person) => ({
  Username: username,
  'Email address': email,
  'Name (optional)': name,
  Password: password,
})

withAndWithoutJavaScript(
  () => {
    test('a stranger registers, types the code from the inbox, and is in', async ({ page, inbox, fillIn }) => {
      const person = aPerson()
      await page.goto('/activity')
      await page.getByRole('link', { name: 'Create an account' }).click()
      await fillIn(page, { fields: fieldsOf(person), button: 'Create account' })

      await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
      await expect(page.getByText(person.email)).toBeVisible()
      const code = codeIn(await inbox.mailTo(person.email, 'Verify your email address'))
      const wrongCode = code === '000000' ? '000001' : '000000'
      await fillIn(page, { fields: { '6-digit code': wrongCode }, button: 'Verify' })
      await expect(page.getByLabel('6-digit code')).toHaveAccessibleDescription(/That code is wrong/)
      await fillIn(page, { fields: { '6-digit code': `${code.slice(0, 3)} ${code.slice(3)}` }, button: 'Verify' })

      // On to where they were going.
      await expect(page).toHaveURL('/activity')
      await page.goto('/profile')
      for (const text of [person.username, person.email, person.name])
        await expect(page.getByText(text).first()).toBeVisible()
    })

    test('a refused registration leads to the wrong field and keeps what was typed, never the password', async ({
      page,
      fillIn,
    }) => {
      const { username } = await aMember()
      const person = { ...aPerson(), username }
      await page.goto('/register')
      await fillIn(page, { fields: fieldsOf(person), button: 'Create account' })

      const usernameField = page.getByLabel('Username')
      await expect(usernameField).toHaveAccessibleDescription(/This username is taken/)
      await expect(usernameField).toHaveAttribute('aria-invalid', 'true')
      await expect(usernameField).toBeFocused()
      await expect(usernameField).toHaveValue(username)
      await expect(page.getByLabel('Email address')).toHaveValue(person.email)
      await expect(page.getByLabel('Name (optional)')).toHaveValue(person.name)
      await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')

      const newUsername = aPerson().username
      await fillIn(page, { fields: { Username: newUsername, Password: person.password }, button: 'Create account' })
      await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
    })

    test('a password that many people use is refused at its field', async ({ page, fillIn }) => {
      await page.goto('/register')
      await fillIn(page, { fields: fieldsOf({ ...aPerson(), password: 'password123' }), button: 'Create account' })
      const passwordField = page.getByLabel('Password', { exact: true })
      await expect(passwordField).toHaveAccessibleDescription(/first passwords attackers try/)
      await expect(passwordField).toBeFocused()
      await expect(passwordField).toHaveValue('')
    })
  },
  { isOneOfItsKind: true },
)

test('registering a known address looks the same to a stranger, and emails its owner (S4)', async ({
  page,
  newVisitor,
  inbox,
  fillIn,
}) => {
  const owner = await aMember()
  const known = { ...aPerson(), email: owner.email }
  const unknown = aPerson()
  const stranger = await newVisitor()

  for (const [browser, person] of [
    [page, known],
    [stranger, unknown],
  ] as const) {
    await browser.goto('/register')
    await fillIn(browser, { fields: fieldsOf(person), button: 'Create account' })
    await expect(browser.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  }
  expect(await textFor(page, known)).toBe(await textFor(stranger, unknown))
  expect(await cookiesOf(page)).toEqual(await cookiesOf(stranger))

  await inbox.mailTo(owner.email, 'You already have an account')
  await inbox.mailTo(unknown.email, 'Verify your email address')
  expect((await inbox.mailsTo(owner.email)).map(({ subject }) => subject)).toEqual(['You already have an account'])

  // What is done next looks the same as well.
  for (const browser of [page, stranger]) {
    await fillIn(browser, { fields: { '6-digit code': '000000' }, button: 'Verify' })
    await expect(browser.getByLabel('6-digit code')).toHaveAccessibleDescription(/That code is wrong/)
    await fillIn(browser, { button: 'Send a new email' })
    await expect(browser.getByRole('status').filter({ hasText: `we've sent a new email` })).toBeVisible()
  }
  expect(await textFor(page, known)).toBe(await textFor(stranger, unknown))
})

test('the answer to a registration has the same status and headers for a known address (S4)', async ({ request }) => {
  const answers = []
  for (const email of [(await aMember()).email, aPerson().email]) {
    const { username, name, password } = aPerson()
    const response = await sendForm(request, '/register', {
      button: 'Create account',
      fields: { username, email, name, password },
    })
    const headers = response
      .headersArray()
      .map(({ name: header, value }) => [header.toLowerCase(), shapeOf(header, value)])
    answers.push({ status: response.status(), headers, length: (await response.body()).length })
  }
  expect(answers[0]?.status).toBe(303)
  expect(answers[0]).toEqual(answers[1])
})

test('a form that is sent twice at once is one registration: the code of its one email is the browser’s', async ({
  request,
  inbox,
}) => {
  const { username, email, name, password } = aPerson()
  const { url, hiddenFields } = await readForm(request, '/register', 'Create account')
  const form = {
    multipart: { ...hiddenFields, username, email, name, password },
    headers: { Origin: url.origin },
    maxRedirects: 0,
  }
  await Promise.all([request.post(url.href, form), request.post(url.href, form)])
  const code = codeIn(await inbox.mailTo(email, 'Verify your email address'))
  const response = await sendForm(request, '/verify-email', { button: 'Verify', fields: { code } })
  expect([response.status(), response.headers().location]).toEqual([303, '/profile'])
})

test('the strength of a password is shown, and why, while it is typed (S57)', async ({ page }) => {
  const { username } = aPerson()
  await page.goto('/register')
  await page.getByLabel('Username').fill(username)
  const passwordField = page.getByLabel('Password', { exact: true })
  const meter = page.getByRole('meter', { name: 'Password strength' })
  await expect(meter).toBeHidden()
  await passwordField.fill('password1')
  await expect(meter).toHaveAttribute('aria-valuenow', '0')
  await expect(page.getByRole('listitem').filter({ hasText: 'first passwords attackers try' })).toBeVisible()
  await passwordField.fill(username)
  await expect(page.getByRole('listitem').filter({ hasText: 'your name, username or email address' })).toBeVisible()
  await passwordField.fill('nine rivers under a paper lantern')
  await expect(meter).toHaveAttribute('aria-valuenow', '4')

  await expect(passwordField).toHaveAttribute('type', 'password')
  await page.getByRole('button', { name: 'Show what you typed' }).click()
  await expect(passwordField).toHaveAttribute('type', 'text')
})

/** What a page says, without what the person themselves typed. */
async function textFor(page: Page, { email }: Person): Promise<string> {
  return (await page.getByRole('main').innerText()).replaceAll(email, '(the address)')
}

async function cookiesOf(page: Page) {
  const cookies = await page.context().cookies()
  return cookies.map(({ value, expires: _, ...cookie }) => ({ ...cookie, length: value.length }))
}

/** A header without what differs between any two answers. */
function shapeOf(header: string, value: string): string {
  if (/^(date|x-request-id)$/i.test(header)) return ''
  return /^set-cookie$/i.test(header)
    ? value.replace(/=[^;]{20,}|Expires=[^;]+/gi, (found) => `(${found.length})`)
    : value.replace(/nonce-[^']+/g, 'nonce')
}
