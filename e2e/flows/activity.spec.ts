import { record } from '@/lib/audit/record'
import { transaction } from '@/lib/db/transaction'
import { awake } from '../support/awake'
import { logIn } from '../support/log-in'
import { aContext } from '../../lib/testing/operation-fixtures'
import { aMember } from '../support/person'
import { expect, test } from '../support/test'

test('a person sees what happened to the account, from where, and goes back in it', async ({
  page,
  request,
  clientIp,
}) => {
  const member = await aMember()
  const credentials = { username: member.username, password: 'not the password' }
  for (let nth = 0; nth < 2; nth++) await request.post('/api/v1/token', { data: credentials })
  for (let nth = 0; nth < 30; nth++) {
    await transaction((tx) => record(tx, aContext(), { type: 'account.updated', userId: member.id }))
  }
  await logIn(page.request, member)
  await page.goto('/activity')
  await awake(page)
  const events = page.getByRole('main').getByRole('listitem')
  await expect(events).toHaveCount(30)
  await expect(events.first()).toContainText('Logged in')
  await expect(events.first()).toContainText('Chrome on Linux')
  await expect(events.first()).toContainText(clientIp)

  await page.getByRole('link', { name: 'Show older' }).click()
  await expect(events).toHaveCount(3)
  await expect(events.filter({ hasText: 'Login failed' })).toHaveCount(2)
  await expect(page.getByRole('link', { name: 'Show older' })).toHaveCount(0)
  await expect(
    page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Activity' }),
  ).toHaveAttribute('aria-current', 'page')
})
