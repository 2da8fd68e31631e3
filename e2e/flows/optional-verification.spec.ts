import { codeIn, tokenLinkIn } from '../support/inbox'
import { aPerson } from '../support/person'
import { register } from '../support/register'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

const SUBJECT = 'Verify your email address'

// The server with EMAIL_VERIFICATION=optional, and an app of RETURN_ORIGINS beside it.
test.use({ baseURL: process.env.E2E_OPTIONAL_APP_URL })

withAndWithoutJavaScript(() => {
  test('registering logs in at once and reminds, until the code proves the address', async ({
    page,
    inbox,
    fillIn,
  }) => {
    const person = aPerson()
    await page.goto('/register')
    const fields = { Username: person.username, 'Email address': person.email, Password: person.password }
    await fillIn(page, { fields, button: 'Create account' })
    await expect(page).toHaveURL('/profile')
    const reminder = page.getByRole('region', { name: 'Verify your email address' })
    await expect(reminder).toContainText(person.email)

    await reminder.getByRole('link', { name: 'Enter the code' }).click()
    const code = codeIn(await inbox.mailTo(person.email, SUBJECT))
    await fillIn(page, { fields: { '6-digit code': code }, button: 'Verify' })
    await expect(page).toHaveURL('/profile')
    await expect(page.getByText(person.email)).toBeVisible()
    await expect(reminder).toBeHidden()
  })
})

test('the link proves the address too: at once where the person is logged in, elsewhere by the password', async ({
  page,
  newVisitor,
  inbox,
  fillIn,
}) => {
  for (const isLoggedIn of [true, false]) {
    const person = aPerson()
    const registering = await newVisitor()
    await register(registering.request, person)
    const browser = isLoggedIn ? registering : page
    await browser.goto(tokenLinkIn(await inbox.mailTo(person.email, SUBJECT)))
    const fields: Record<string, string> = isLoggedIn ? {} : { Password: person.password }
    await fillIn(browser, { fields, button: 'Verify my address' })
    await expect(browser).toHaveURL('/profile')
    await expect(browser.getByRole('region', { name: 'Verify your email address' })).toBeHidden()
  }
})

test('an address that has an account is refused at its field', async ({ page, request, fillIn }) => {
  const owner = aPerson()
  await register(request, owner)
  const { username, password } = aPerson()
  await page.goto('/register')
  await fillIn(page, {
    fields: { Username: username, 'Email address': owner.email, Password: password },
    button: 'Create account',
  })
  await expect(page.getByLabel('Email address')).toHaveAccessibleDescription(/already exists/)
  await expect(page.getByLabel('Email address')).toBeFocused()
})

test('an unproven member logs in, and is reminded', async ({ page, request, fillIn }) => {
  const person = aPerson()
  await register(request, person)
  await page.goto('/login')
  await fillIn(page, { fields: { 'Username or email': person.email, Password: person.password }, button: 'Log in' })
  await expect(page).toHaveURL('/profile')
  await expect(page.getByRole('region', { name: 'Verify your email address' })).toBeVisible()
})

test('a visitor from an app of RETURN_ORIGINS returns there, with JavaScript or without, and at once when logged in', async ({
  page,
  newVisitor,
  fillIn,
}) => {
  // The other server plays the app.
  const wish = `${process.env.E2E_APP_URL}/login?from=accounts`
  const person = aPerson()
  const plain = await newVisitor({ javaScriptEnabled: false })
  for (const browser of [page, plain]) {
    await browser.goto(`/login?callbackUrl=${encodeURIComponent(wish)}`)
  }
  await page.getByRole('link', { name: 'Create an account' }).click()
  const fields = { Username: person.username, 'Email address': person.email, Password: person.password }
  await fillIn(page, { fields, button: 'Create account' })
  await expect(page).toHaveURL(wish)
  await page.goto(`/login?callbackUrl=${encodeURIComponent(wish)}`)
  await expect(page).toHaveURL(wish)

  await plain.getByLabel('Username or email').fill(person.email)
  await plain.getByLabel('Password', { exact: true }).fill(person.password)
  await plain.getByRole('button', { name: 'Log in' }).click()
  await expect(plain).toHaveURL(wish)
})
