import { database } from '@/lib/db/database'
import { hashToken } from '@/lib/one-time/secrets'
import { tokenLinkIn } from '../support/inbox'
import { aPerson } from '../support/person'
import { expect, test } from '../support/test'

test('no hash, token or cookie is in any answer on the way through an account (S53)', async ({
  page,
  inbox,
  fillIn,
}) => {
  const answers: { url: string; text: string }[] = []
  // Read on their way: a browser forgets those of a page that it leaves.
  await page.route('**', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    answers.push({ url: response.url(), text: await response.text() })
    await route.fulfill({ response })
  })
  const person = aPerson()
  await page.goto('/register')
  const fields = { Username: person.username, 'Email address': person.email, Password: person.password }
  await fillIn(page, { fields, button: 'Create account' })
  await expect(page.getByRole('heading', { name: 'Check your inbox' })).toBeVisible()
  const link = tokenLinkIn(await inbox.mailTo(person.email, 'Verify your email address'))
  const db = await database()
  const registration = await db.registration.findFirstOrThrow({ where: { email: person.email } })
  await page.goto(link)
  await fillIn(page, { button: 'Verify my address' })
  await expect(page).toHaveURL('/profile')
  for (const path of [
    '/profile',
    '/profile/edit',
    '/change-password',
    '/sessions',
    '/activity',
    '/account',
    '/api/auth/session',
    '/verify-email',
    '/login',
  ]) {
    await page.goto(path)
  }
  await page.goto('/profile/edit')
  await fillIn(page, { fields: { Bio: 'Hello.' }, button: 'Save changes' })
  await expect(page.getByText('Hello.')).toBeVisible()

  const user = await db.user.findUniqueOrThrow({ where: { email: person.email } })
  const cookies = await page.context().cookies()
  const token = new URL(link).searchParams.get('token') ?? ''
  const secrets = [
    person.password,
    String(user.passwordHash),
    'bcrypt',
    hashToken(token),
    registration.codeHash,
    // Language and look are said to everybody.
    ...cookies.filter(({ name }) => !/\.(locale|theme)$/.test(name)).map(({ value }) => value),
  ]
  expect(answers.length).toBeGreaterThan(10)
  for (const { url, text } of answers) {
    for (const secret of secrets) expect(text.includes(secret), `${secret} in ${url}`).toBe(false)
    // The page that an emailed link opens says its token again, to send it on; no other does.
    if (!url.includes(token)) expect(text.includes(token), `the link's token in ${url}`).toBe(false)
  }
})
