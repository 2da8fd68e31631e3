import { expect, it } from 'vitest'
import { database } from '@/lib/db/database'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { logIn } from '@/lib/sessions/log-in'
import { aContext, aUser, aUsername, GOOD_PASSWORD, theMail } from '@/lib/testing/operation-fixtures'
import { normalizeStoredEmails } from './normalize-stored-emails'

const emailOf = async ({ id }: { id: string }) =>
  (await (await database()).user.findUniqueOrThrow({ where: { id } })).email

it('rewrites email addresses with capitals or Unicode in the domain, so that both forms find the account', async () => {
  const name = aUsername()
  const [inUnicode, inCapitals, plain] = [
    await aUser({ email: `${name}@bücher.example` }),
    await aUser({ email: `${name.toUpperCase()}@Example.COM` }),
    await aUser(),
  ]
  expect(await normalizeStoredEmails()).toMatchObject({ duplicateIds: [] })

  expect(await Promise.all([inUnicode, inCapitals, plain].map(emailOf))).toEqual([
    `${name}@xn--bcher-kva.example`,
    `${name}@example.com`,
    plain.email,
  ])
  await requestPasswordReset({ email: `${name}@xn--bcher-kva.example` }, aContext())
  await theMail(`${name}@xn--bcher-kva.example`, 'password-reset')
  expect(await normalizeStoredEmails()).toEqual({ rewritten: 0, duplicateIds: [] })
})

it('leaves an email address whose normalised form another account has', async () => {
  const name = aUsername()
  await aUser({ email: `${name}@xn--bcher-kva.example` })
  const duplicate = await aUser({ email: `${name}@bücher.example` })
  expect((await normalizeStoredEmails()).duplicateIds).toEqual([duplicate.id])
  expect(await emailOf(duplicate)).toBe(`${name}@bücher.example`)
})

it.each(['Unicode', 'punycode'])('an account inserted later in Unicode can log in with %s', async (form) => {
  const name = aUsername()
  const { id } = await aUser({ email: `${name}@bücher.example` })
  const identifier = `${name}@${form === 'Unicode' ? 'Bücher' : 'xn--bcher-kva'}.example`
  expect(await logIn({ identifier, password: GOOD_PASSWORD }, aContext())).toMatchObject({
    kind: 'logged_in',
    session: { userId: id },
  })
})
