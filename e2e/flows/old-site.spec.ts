import { logIn } from '../support/log-in'
import { aMember } from '../support/person'
import { sendForm } from '../support/plain-form'
import { expect, test } from '../support/test'

const TITLES = {
  en: 'This link is from our previous site',
  es: 'Este enlace es de nuestro sitio anterior',
  ar: 'هذا الرابط من موقعنا السابق',
}

test('a link that an older service mailed says so, and offers a new one', async ({ page, newVisitor }) => {
  for (const path of [
    '/reset/MQ/abc-def123/',
    '/reset-password/MQ/abc-def123',
    '/password_reset/MQ/abc-def123/',
    '/password_reset/confirm/MQ/abc-def123/',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: TITLES.en })).toBeVisible()
  }
  await page.getByRole('link', { name: 'Get a new link' }).click()
  await expect(page).toHaveURL('/forgot-password')
  await page.goto('/activate/MQ/abc-def123/')
  await page.getByRole('link', { name: 'Get a new email' }).click()
  await expect(page).toHaveURL('/verify-email')
  for (const [locale, title] of Object.entries(TITLES)) {
    const visitor = await newVisitor({ locale })
    await visitor.goto('/activate/MQ/abc-def123/')
    await expect(visitor.getByRole('heading', { name: title })).toBeVisible()
  }
})

test('Django’s own pages lead to ours, and no form that is still open there is sent on', async ({ request }) => {
  for (const [path, ours] of [
    ['/password_reset/', '/forgot-password'],
    ['/password_reset/done/', '/forgot-password'],
    ['/password_change', '/change-password'],
    ['/reset/done/', '/login'],
  ] as const) {
    for (const send of [
      request.get(path, { maxRedirects: 0 }),
      request.post(path, { form: { old_password: 'x' }, maxRedirects: 0 }),
    ]) {
      const response = await send
      expect([path, response.status(), response.headers().location]).toEqual([path, 303, ours])
    }
  }
})

test('after a login, ?next= leads to a page on this site and nowhere else', async ({ request }) => {
  const member = await aMember()
  for (const [next, to] of [
    ['/sessions', '/sessions'],
    ['/profile/edit?a=b', '/profile/edit?a=b'],
    ['https://evil.example/', '/profile'],
    ['//evil.example', '/profile'],
    ['/\\evil.example', '/profile'],
    ['javascript:alert(1)', '/profile'],
  ] as const) {
    const fields = { identifier: member.username, password: member.password }
    const response = await sendForm(request, `/login/?next=${encodeURIComponent(next)}`, { button: 'Log in', fields })
    expect([next, response.status(), response.headers().location]).toEqual([next, 303, to])
    await sendForm(request, '/logout', { button: 'Log out' })
  }
  await logIn(request, member)
  expect((await request.get('/login?next=/sessions', { maxRedirects: 0 })).headers().location).toBe('/sessions')
})

test('a link that was mailed before its page had another name leads there, with its token', async ({ request }) => {
  for (const [path, ours] of [
    ['/confirm-address', '/confirm-email-change'],
    ['/undo-address-change', '/undo-email-change'],
  ] as const) {
    const response = await request.get(`${path}?token=abc-DEF_123`, { maxRedirects: 0 })
    expect([response.status(), response.headers().location]).toEqual([303, `${ours}?token=abc-DEF_123`])
  }
})
