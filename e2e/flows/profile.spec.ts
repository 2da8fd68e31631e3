import { database } from '@/lib/db/database'
import { awake } from '../support/awake'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { expect, test } from '../support/test'
import { withAndWithoutJavaScript } from '../support/with-and-without-javascript'

withAndWithoutJavaScript(
  () => {
    test('a member changes every field of the profile and sees it', async ({ page, fillIn }) => {
      const { username } = aPerson()
      await logIn(page.request, await aMember())
      await page.goto('/profile/edit')
      // Room for some lines, before there are any.
      const bioHeight = await page.getByLabel('Bio').evaluate((field: HTMLElement) => field.offsetHeight)
      expect(bioHeight).toBeGreaterThanOrEqual(100)
      const fields = {
        Username: username,
        Name: 'Grace Brewster Hopper',
        Bio: 'Found the moth.\nWrote the compiler.',
        Location: 'Arlington, Virginia',
        Website: 'https://example.org/~grace',
        Phone: '+1 (703) 555-0100',
      }
      await fillIn(page, { fields, button: 'Save changes' })

      await expect(page.getByText('Your changes are saved.')).toBeVisible()
      const shown = page.getByRole('main')
      await expect(shown.getByRole('heading', { name: fields.Name })).toBeVisible()
      for (const text of [username, 'Found the moth.', fields.Location, fields.Phone])
        await expect(shown).toContainText(text)
      await expect(shown.getByRole('link', { name: 'example.org/~grace' })).toHaveAttribute('href', fields.Website)
      // On paper it has the whole breadth.
      await page.emulateMedia({ media: 'print' })
      expect((await shown.boundingBox())?.width).toBeGreaterThan(600)
      await expect(shown.getByRole('link', { name: 'Edit' })).toBeHidden()
      await page.emulateMedia({ media: null })
      await expect(page.getByRole('link', { name: 'Your profile' })).toHaveText('GH')

      // The way back leads to what is saved, not to what was there before.
      await page.goBack()
      await expect(page).toHaveURL('/profile/edit')
      for (const [label, text] of Object.entries(fields))
        await expect(page.getByLabel(label, { exact: true })).toHaveValue(text)
      await fillIn(page, {
        fields: { Name: '', Bio: '', Location: '', Website: '', Phone: '' },
        button: 'Save changes',
      })
      await expect(shown.getByRole('heading', { name: username })).toBeVisible()
      await expect(shown).not.toContainText('Arlington')
    })

    test('a username that is taken, or bad and new, is refused at its field, and everything typed stays', async ({
      page,
      fillIn,
    }) => {
      const imported = `${aPerson().username}+x@example.com`
      const [member, other] = [await aMember({ username: imported, usernameKey: imported }), await aMember()]
      await logIn(page.request, member)
      await page.goto('/profile/edit')
      await fillIn(page, { fields: { Username: other.username.toUpperCase(), Bio: 'Kept.' }, button: 'Save changes' })
      await expect(page.getByLabel('Username')).toHaveAccessibleDescription(/This username is taken/)
      await expect(page.getByLabel('Username')).toBeFocused()
      await expect(page.getByLabel('Username')).toHaveValue(other.username.toUpperCase())
      await expect(page.getByLabel('Bio')).toHaveValue('Kept.')
      await page.goto('/profile')
      await expect(page.getByRole('main')).toContainText(member.username)
      await expect(page.getByRole('main')).not.toContainText('Kept.')

      // An older service's name may stay: only new ones are held to the rules.
      await page.goto('/profile/edit')
      await fillIn(page, { fields: { Username: `new.${imported}`, Bio: 'Kept.' }, button: 'Save changes' })
      await expect(page.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true')
      await fillIn(page, { fields: { Username: imported }, button: 'Save changes' })
      await expect(page.getByRole('main')).toContainText(imported)
      await expect(page.getByRole('main')).toContainText('Kept.')
    })
  },
  { isOneOfItsKind: true },
)

test('script in any field of the profile is text, also in an email (S58)', async ({ page, inbox, fillIn }) => {
  const member = await aMember()
  const script = `"><script>document.title='run'</script><img src=x onerror="document.title='run'">{{7*7}}\${7*7}`
  await logIn(page.request, member)
  await page.goto('/profile/edit')
  const fields = {
    Name: script.slice(0, 100),
    Bio: `</textarea></title>${script}`,
    Location: script.slice(0, 100),
    Website: 'https://example.org/"><script>alert(1)</script>',
  }
  await fillIn(page, { fields, button: 'Save changes' })
  await expect(page).toHaveURL('/profile?notice=saved')
  // A full load too: what the server renders is another path than what the browser does.
  for (const path of ['/profile', '/profile/edit']) {
    await page.goto(path)
    await expect(page).not.toHaveTitle('run')
    await expect(page.locator('main img, main script, main iframe')).toHaveCount(0)
  }
  for (const [label, text] of Object.entries(fields))
    await expect(page.getByLabel(label, { exact: true })).toHaveValue(text)

  await page.goto('/change-password')
  const [current, next] = [member.password, 'copper-violin-82-harbour']
  await fillIn(page, { fields: { 'Current password': current, 'New password': next }, button: 'Change password' })
  const { html } = await inbox.mailTo(member.email, 'Your password was changed')
  expect(html).not.toMatch(/<script|<img/i)
})

test('fields that are no good are refused before anything is sent, the first of them focused', async ({
  page,
  fillIn,
}) => {
  await logIn(page.request, await aMember())
  await page.goto('/profile/edit')
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  const fields = {
    Username: 'no spaces, please',
    Bio: 'x'.repeat(501),
    Website: 'javascript:alert(1)',
    Phone: 'call me',
  }
  await fillIn(page, { fields, button: 'Save changes' })
  for (const [label, text] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true })
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toHaveAccessibleDescription(/\w/)
    await expect(field).toHaveValue(text)
  }
  await expect(page.getByLabel('Name', { exact: true })).not.toHaveAttribute('aria-invalid')
  await expect(page.getByLabel('Username')).toBeFocused()
  expect(sent).toEqual([])

  // How long it is belongs to the field; that it is too long is said as it becomes so, in a sentence that no key
  // changes.
  const bio = page.getByLabel('Bio', { exact: true })
  const spoken = page.getByRole('status').filter({ hasText: 'Use at most 500 characters.' })
  await expect(bio).toHaveAccessibleDescription(/Use at most 500 characters\. 501\/500$/)
  await expect(spoken).toHaveCount(1)
  await bio.fill('Short.')
  await expect(bio).toHaveAccessibleDescription('6/500')
  await expect(spoken).toHaveCount(0)
})

test('a logged-out person goes to the login and back, and what was typed stays', async ({ page, context }) => {
  const member = await aMember()
  await logIn(page.request, member)
  await page.goto('/profile/edit')
  await awake(page)
  await (await database()).session.deleteMany({ where: { userId: member.id } })
  await page.getByLabel('Bio').fill('Long in the making.')
  const save = page.getByRole('button', { name: 'Save changes' })
  await save.click()
  const message = page.getByRole('status').filter({ hasText: `You're no longer logged in.` })
  await expect(message).toBeFocused()
  const [other] = await Promise.all([context.waitForEvent('page'), message.getByRole('link').click()])
  await expect(other).toHaveURL('/login?callbackUrl=%2Fprofile%2Fedit')
  await logIn(page.request, member)
  await other.close()
  await expect(page.getByLabel('Bio')).toHaveValue('Long in the making.')
  await save.click()
  await expect(page.getByText('Your changes are saved.')).toBeVisible()
  await expect(page.getByText('Long in the making.')).toBeVisible()
})
