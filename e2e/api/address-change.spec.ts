import { caughtMail, caughtMails } from '../support/api-mails'
import { expect, test } from '../support/api-test'
import { tokenLinkIn } from '../support/inbox'
import { aMember, aPerson } from '../support/person'
import { sendForm } from '../support/plain-form'

const PATH = '/api/v1/profile/email'

test('a new address takes effect when it is confirmed; the old one is notified, with an undo link (S25)', async ({
  api,
  request,
  newLogin,
}) => {
  const { access, refresh, email, username, password } = await newLogin()
  const { email: newEmail } = aPerson()
  const { status, body } = await api.post(PATH, { new_email: newEmail.toUpperCase(), password }, { token: access })
  expect([status, body]).toEqual([200, { message: expect.any(String) }])
  expect((await api.get('/api/v1/profile', { token: access })).body.email).toBe(email)
  expect(await caughtMails(email)).toEqual([])

  const link = new URL(tokenLinkIn(await caughtMail(newEmail, 'Confirm your new email address')))
  expect(link.origin).toBe(api.origin)
  const confirmed = await sendForm(request, `${link.pathname}${link.search}`, {
    button: 'Confirm the new address',
    fields: { password },
  })
  expect(confirmed.status()).toBe(303)
  expect((await api.get('/api/v1/profile', { token: access })).body).toMatchObject({
    email: newEmail,
    is_email_verified: true,
  })
  expect((await api.post('/api/v1/token', { email: newEmail, password })).status).toBe(200)
  expect((await api.post('/api/v1/token', { email, password })).status).toBe(401)

  const undo = new URL(tokenLinkIn(await caughtMail(email, 'Your email address was changed')))
  const undone = await sendForm(request, `${undo.pathname}${undo.search}`, { button: 'Restore my address' })
  expect(undone.status()).toBe(303)
  expect((await api.get('/api/v1/profile', { token: access })).status).toBe(401)
  // The person who changed it had the password: each way to log in answers as for no account.
  const unknown = { username: aPerson().username, password }
  for (const path of ['/api/v1/token', '/api/login', '/token', '/login']) {
    const refusal = await api.post(path, unknown)
    expect(refusal.status).toBe(401)
    for (const name of [{ username }, { email }, { email: newEmail }]) {
      expect(await api.post(path, { ...name, password })).toMatchObject({ status: 401, body: refusal.body })
    }
  }
  expect((await api.post('/api/v1/token/refresh', { refresh })).status).toBe(401)
  const reset = new URL(tokenLinkIn(await caughtMail(email, 'Reset your password')))
  const fields = { password: 'amber-kettle-93-harbor' }
  const chosen = await sendForm(request, `${reset.pathname}${reset.search}`, { button: 'Set new password', fields })
  expect(chosen.status()).toBe(303)
  expect((await api.post('/api/v1/token', { username, ...fields })).body.user.email).toBe(email)
})

test('an address that has an account gets the same answer, and only its owner is notified (S4)', async ({
  api,
  newLogin,
}) => {
  const { access, password, email } = await newLogin()
  const other = await aMember()
  const known = await api.post(PATH, { new_email: other.email, password }, { token: access })
  const unknown = await api.post(PATH, { new_email: aPerson().email, password }, { token: access })
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
  await caughtMail(other.email, 'You already have an account')
  expect((await api.get('/api/v1/profile', { token: access })).body.email).toBe(email)
})

test('a wrong password, the present address and no address are refused at their field', async ({ api, newLogin }) => {
  const { access, email, password } = await newLogin()
  const refusals = [
    [{ new_email: aPerson().email, password: 'not-the-password' }, 'wrong_password', 'password'],
    [{ new_email: email, password }, 'invalid_input', 'new_email'],
    [{ new_email: 'a@b.example, c@d.example', password }, 'invalid_input', 'new_email'],
    [{ new_email: 'a@b.example\r\nBcc: c@d.example', password }, 'invalid_input', 'new_email'],
    [{ password }, 'invalid_input', 'new_email'],
  ] as const
  for (const [data, code, field] of refusals) {
    const { status, body } = await api.post(PATH, data, { token: access })
    expect([status, body.code, Object.keys(body.errors)]).toEqual([400, code, [field]])
  }
  expect((await api.post(PATH, { new_email: aPerson().email, password })).status).toBe(401)
})
