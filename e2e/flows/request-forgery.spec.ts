import type { APIRequestContext } from '@playwright/test'
import { database } from '@/lib/db/database'
import { logIn } from '../support/log-in'
import { aMember, aPerson } from '../support/person'
import { readForm, sendForm, WANTS_PAGE } from '../support/plain-form'
import { expect, test } from '../support/test'

/** Every Origin that is not ours, and what the server answers: a form that says nothing is refused in its page. */
const ORIGINS = [
  ['https://evil.example', 403],
  ['null', 403],
  [null, 200],
] as const

for (const [origin, status] of ORIGINS) {
  test.describe(`a form with the Origin ${origin ?? '(none)'} (S13)`, () => {
    test('does nothing for who is logged in', async ({ request }) => {
      const member = await aMember()
      await logIn(request, member)
      const password = 'copper-violin-82-harbour'
      const profile = { username: aPerson().username, name: 'Forged', bio: '', location: '', website: '', phone: '' }
      const forms = [
        ['/profile/edit', { button: 'Save changes', fields: profile }],
        [
          '/change-password',
          { button: 'Change password', fields: { old_password: member.password, new_password: password } },
        ],
        ['/logout', { button: 'Log out' }],
      ] as const
      for (const [path, form] of forms) {
        expect((await sendForm(request, path, { ...form, origin })).status(), path).toBe(status)
        expect((await callAction(request, path, { ...form, origin })).status(), path).toBe(status)
      }
      await expectLoggedIn(request)
      const db = await database()
      expect(await db.user.findUnique({ where: { id: member.id } })).toMatchObject({
        username: member.username,
        name: member.name,
        passwordChangedAt: null,
      })

      // The same forms, from our own page.
      for (const [path, form] of forms) expect((await sendForm(request, path, form)).status(), path).toBe(303)
      expect(await db.user.findUnique({ where: { id: member.id } })).toMatchObject({
        name: 'Forged',
        passwordChangedAt: expect.any(Date),
      })
    })

    test('does nothing for a stranger', async ({ request, baseURL }) => {
      const [member, person] = [await aMember(), aPerson()]
      const forms = [
        ['/login', { button: 'Log in', fields: { identifier: member.username, password: member.password } }],
        ['/register', { button: 'Create account', fields: person }],
        ['/forgot-password', { button: 'Send reset link', fields: { email: member.email } }],
        ['/verify-email', { button: 'Send a new email', fields: { email: member.email } }],
      ] as const
      for (const [path, form] of forms) {
        for (const response of [
          await sendForm(request, path, { ...form, origin }),
          await callAction(request, path, { ...form, origin }),
        ]) {
          expect(response.status(), path).toBe(status)
          if (status === 200) expect(await response.text()).toContain(`Open ${baseURL} and try again`)
          expect(response.headers()['set-cookie'], path).toBeUndefined()
        }
      }
      const db = await database()
      expect(await db.registration.count({ where: { email: person.email } })).toBe(0)
      expect(await db.session.count({ where: { userId: member.id } })).toBe(0)
      expect(await db.outboxMail.count({ where: { recipient: { in: [member.email, person.email] } } })).toBe(0)

      // The same call, from our own page.
      const [path, form] = forms[0]
      const answer = await callAction(request, path, { ...form, origin: String(baseURL) })
      expect(answer.headers()['set-cookie']).toContain('vestibule.session=')
    })
  })
}

test('a page of another site that sends our form from a member’s browser does nothing (S13, S31)', async ({ page }) => {
  const member = await aMember()
  await logIn(page.request, member)
  const { url, hiddenFields } = await readForm(page.request, '/logout', 'Log out')
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const inputs = Object.entries(hiddenFields).map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  )
  const form = `<form method="post" enctype="multipart/form-data" action="${url.href}">`
  const html = `${form}${inputs.join('')}<button>Win a prize</button></form>`
  await page.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body: html }))

  await page.goto('http://evil.example/')
  const [answer] = await Promise.all([
    page.waitForResponse(url.href),
    page.getByRole('button', { name: 'Win a prize' }).click(),
  ])
  expect(answer.status()).toBe(403)
  expect((await answer.request().allHeaders()).cookie).toBeUndefined()
  await expectLoggedIn(page.request)
})

/** Sends a form as the page's script would. */
async function callAction(
  request: APIRequestContext,
  path: string,
  { button, fields = {}, origin }: { button: string; fields?: Record<string, string>; origin: string | null },
) {
  const { url, hiddenFields } = await readForm(request, path, button)
  const { id } = JSON.parse(
    hiddenFields['$ACTION_1:0'] ?? Object.values(hiddenFields).find((value) => value.includes('"id"')) ?? '{}',
  )
  const state = { status: 'idle', fieldErrors: {}, values: {} }
  const multipart = new FormData()
  for (const [name, value] of Object.entries(fields)) multipart.append(`_1_${name}`, value)
  multipart.append('0', JSON.stringify([state, '$K1']))
  return request.post(url.href, {
    multipart,
    headers: { 'Next-Action': id, ...(origin === null ? {} : { Origin: origin }) },
    maxRedirects: 0,
  })
}

async function expectLoggedIn(request: APIRequestContext) {
  expect((await request.get('/profile', { headers: WANTS_PAGE, maxRedirects: 0 })).status()).toBe(200)
}
