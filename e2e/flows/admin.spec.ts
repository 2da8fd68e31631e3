import { spawnSync } from 'node:child_process'
import { aPerson, aMember, type Person } from '../support/person'
import { sessionCookie } from '../support/session-cookie'
import { logIn } from '../support/log-in'
import { expect, test } from '../support/test'

test('an administrator made on the command line logs in, and reads the inbox without its key', async ({
  page,
  fillIn,
}) => {
  const admin = aPerson()
  createAdmin([admin.username, admin.email, admin.name, admin.password, admin.password])
  await page.goto('/login?callbackUrl=/mailbox')
  await fillIn(page, { fields: { 'Username or email': admin.username, Password: admin.password }, button: 'Log in' })
  await expect(page).toHaveURL('/mailbox')
  await expect(page.getByRole('navigation', { name: 'Emails' })).toBeVisible()
  expect((await page.request.get('/mailbox/messages')).status()).toBe(200)
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('vestibule.mailbox')
  await page.goto('/profile')
  await expect(page.getByText('admin', { exact: true })).toBeVisible()
})

test('a member who is made an administrator is one from the next login on (S30)', async ({ page }) => {
  const member: Person = await aMember()
  await logIn(page.request, member)
  const before = await sessionCookie(page.context())
  createAdmin([member.email])
  await page.goto('/profile')
  await expect(page).toHaveURL('/login?callbackUrl=%2Fprofile')
  await logIn(page.request, member)
  expect((await sessionCookie(page.context()))?.value).not.toBe(before?.value)
  expect((await page.request.get('/mailbox/messages')).status()).toBe(200)
})

/** Answers what `npm run admin:create` asks, on the test server's database. */
function createAdmin(answers: string[]) {
  const input = answers.map((answer) => `${answer}\n`).join('')
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/admin-create.ts'], {
    input,
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
}
