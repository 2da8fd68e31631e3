import { afterEach, describe, expect, it } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { DAY, MINUTE, addMilliseconds } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { withConfig } from '@/lib/testing/with-config'
import {
  GOOD_PASSWORD,
  aContext,
  aUser,
  aUsername,
  mailsTo,
  outcomes,
  theMail,
  tokenOf,
} from '@/lib/testing/operation-fixtures'
import { register } from './register'
import { registerSchema } from './schemas'

const anInput = (overrides: Record<string, unknown> = {}) => {
  const username = aUsername()
  return registerSchema.parse({
    username,
    email: `${username}@example.com`,
    name: 'Ada',
    password: GOOD_PASSWORD,
    ...overrides,
  })
}

describe('register', () => {
  afterEach(() => withConfig({}))

  it('makes a pending registration and an email, and no account', async () => {
    const input = anInput()
    const result = await register(input, aContext())

    expect(result).toMatchObject({ verification: 'required', email: input.email })
    const db = await database()
    expect(await db.user.count({ where: { email: input.email } })).toBe(0)
    const mail = await theMail(input.email, 'verification')
    expect(mail.code).toMatch(/^\d{6}$/)
    expect(mail.url).toMatch(/^http:\/\/localhost:3000\/verify-email\?token=[\w-]{43}$/)
  })

  it('keeps no secret of the pending registration readable in the database (S20)', async () => {
    const input = anInput()
    await register(input, aContext())
    const { code, ...mail } = await theMail(input.email, 'verification')
    const db = await database()
    const dump = JSON.stringify([
      await db.registration.findMany(),
      await db.outboxMail.findMany(),
      await db.auditEvent.findMany(),
    ])
    expect(dump).not.toContain(tokenOf(mail))
    expect(dump).not.toContain(`"${code}"`)
    expect(dump).not.toContain(GOOD_PASSWORD)
  })

  it('answers a known address alike, emails its owner, and makes no pending registration (S4)', async () => {
    const owner = await aUser()
    const unknown = await register(anInput(), aContext())
    const known = await register(anInput({ email: owner.email.toUpperCase() }), aContext())

    expect(Object.keys(known)).toEqual(Object.keys(unknown))
    expect(known).toMatchObject({ verification: 'required', email: owner.email })
    expect((await mailsTo(owner.email)).map(({ kind }) => kind)).toEqual(['already-registered'])
    expect(await (await database()).registration.count({ where: { email: owner.email } })).toBe(0)
  })

  it('emails the owner of a known address at most once a minute (S12)', async () => {
    const owner = await aUser()
    for (let times = 0; times < 3; times++) await register(anInput({ email: owner.email }), aContext())
    expect(await mailsTo(owner.email)).toHaveLength(1)
  })

  it('lets at most five live pending registrations stand on an address, also when twenty come at once, and answers all alike (S55)', async () => {
    const email = `${aUsername()}@example.com`
    const { succeeded } = await outcomes(Array.from({ length: 20 }, () => register(anInput({ email }), aContext())))

    expect(succeeded).toBe(20)
    const db = await database()
    expect(await db.registration.count({ where: { email } })).toBe(5)
    expect(await mailsTo(email)).toHaveLength(5)
  })

  it('lets the email of a further pending registration wait for its turn, a minute after the one before (S12)', async () => {
    const email = `${aUsername()}@example.com`
    const now = new Date()
    await register(anInput({ email }), aContext({ now }))
    await register(anInput({ email }), aContext({ now }))
    const turns = (await mailsTo(email)).map(({ nextAttemptAt }) => nextAttemptAt.getTime() - now.getTime())
    expect(turns.toSorted((a, b) => a - b)).toEqual([0, MINUTE])
  })

  it('makes one pending registration of a form that is sent twice, one after the other or at once, and mails it once', async () => {
    for (const isAtOnce of [false, true]) {
      const form = { ...anInput(), formToken: 'of this copy of the page' }
      const send = () => register(form, aContext())
      const answers = isAtOnce ? await Promise.all([send(), send(), send()]) : [await send(), await send()]
      const [registration, ...others] = await (await database()).registration.findMany({ where: { email: form.email } })
      expect(others).toEqual([])
      expect(answers).toEqual(
        answers.map(() => ({ verification: 'required', email: form.email, pendingRegistrationId: registration?.id })),
      )
      expect(await mailsTo(form.email)).toHaveLength(1)
    }
  })

  it.each([
    ['another password', { password: 'lantern-83-under-rivers' }],
    ['another username', { username: aUsername() }],
    ['the form of another page', { formToken: 'of another copy' }],
    ['none', { formToken: undefined }],
  ])('makes a second pending registration where what is sent has %s', async (_what, change) => {
    const form = { ...anInput(), formToken: 'of this copy of the page' }
    const first = await register(form, aContext())
    const second = await register({ ...form, ...change }, aContext())
    expect(second).not.toEqual(first)
    expect(await (await database()).registration.count({ where: { email: form.email } })).toBe(2)
    expect(await mailsTo(form.email)).toHaveLength(2)
  })

  it('makes a second pending registration, and emails, where the same form is sent again after a minute', async () => {
    const form = { ...anInput(), formToken: 'of this copy of the page' }
    const now = new Date()
    await register(form, aContext({ now }))
    await register(form, aContext({ now: addMilliseconds(now, MINUTE) }))
    expect(await (await database()).registration.count({ where: { email: form.email } })).toBe(2)
    expect(await mailsTo(form.email)).toHaveLength(2)
  })

  it('answers and writes alike where a form of a known address is sent twice (S4)', async () => {
    const written = []
    for (const email of [(await aUser()).email, `${aUsername()}@example.com`]) {
      const form = { ...anInput({ email }), formToken: 'of this copy of the page' }
      const requestId = aUsername()
      for (const ctx of [aContext(), aContext({ requestId })]) await register(form, ctx)
      const events = await (await database()).auditEvent.findMany({ where: { requestId }, select: { type: true } })
      written.push([events, (await mailsTo(email)).length])
    }
    expect(written[0]).toEqual([[{ type: 'account.registered' }], 1])
    expect(written[1]).toEqual(written[0])
  })

  it('makes room for new pending registrations when old ones have expired', async () => {
    const email = `${aUsername()}@example.com`
    const now = new Date()
    for (let times = 0; times < 5; times++) await register(anInput({ email }), aContext({ now }))
    const later = addMilliseconds(now, DAY + MINUTE)
    await register(anInput({ email }), aContext({ now: later }))
    const registrations = await (await database()).registration.findMany({ where: { email } })
    expect(registrations.map(({ createdAt }) => createdAt)).toEqual([later])
  })

  it.each(['ADMIN', 'ａｄｍｉｎ'])(
    'refuses the taken username %s, a variant of another by case or width (S55)',
    async (variant) => {
      const key = `${variant.normalize('NFKC').toLowerCase()}-${aUsername().slice(5, 12)}`
      await aUser({ username: key, usernameKey: key })
      const input = anInput({ username: key.replace(/^admin/, variant) })
      await expect(register(input, aContext())).rejects.toMatchObject({
        code: 'username_taken',
        fieldErrors: { username: [expect.any(String)] },
      })
    },
  )

  it('refuses a username with a letter that looks like another (S55)', () => {
    expect(
      registerSchema.safeParse({ username: 'аdmin', email: 'a@example.com', password: GOOD_PASSWORD }).success,
    ).toBe(false)
  })

  it.each([
    ['a common password', 'password123'],
    ['a short password', 'x7-q'],
  ])('refuses %s and says why at the field (S57)', async (_case, password) => {
    const refusal = register(anInput({ password }), aContext())
    await expect(refusal).rejects.toMatchObject({
      code: 'invalid_input',
      fieldErrors: { password: [expect.any(String)] },
    })
  })

  it('asks for as many characters as PASSWORD_MIN_LENGTH says (S57)', async () => {
    withConfig({ PASSWORD_MIN_LENGTH: '14' })
    const refusal = register(anInput({ password: 'violet-ancho7' }), aContext())
    await expect(refusal).rejects.toMatchObject({ fieldErrors: { password: ['password_too_short:14'] } })
    await expect(register(anInput({ password: 'violet-anchor7' }), aContext())).resolves.toBeDefined()
  })

  it("refuses the person's own name as password (S57)", async () => {
    const input = anInput({ username: 'grace-hopper', password: 'Grace-Hopper1906' })
    await expect(register(input, aContext())).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it("ignores fields that are not the person's to write (S50)", () => {
    const parsed = registerSchema.parse({ ...anInput(), role: 'admin', emailVerified: new Date(), id: '1' })
    expect(Object.keys(parsed).toSorted()).toEqual(['email', 'name', 'password', 'username'])
  })

  it('makes a username when none is given, and not from the address', async () => {
    const { username: _, ...input } = anInput()
    await register(input, aContext())
    const { username } = await (await database()).registration.findFirstOrThrow({ where: { email: input.email } })
    expect(username).toMatch(/^user-[a-z2-9]{10}$/)
    expect(input.email).not.toContain(username)
  })

  it.skipIf(IS_REPEATED)(
    'lets an office of thirty register from one address of origin, and stops a flood (S7)',
    async () => {
      const ctx = aContext()
      const registerMany = (count: number) => outcomes(Array.from({ length: count }, () => register(anInput(), ctx)))
      expect(await registerMany(60)).toEqual({ succeeded: 60, codes: [] })
      expect(await registerMany(10)).toEqual({
        succeeded: 0,
        codes: Array.from({ length: 10 }, () => 'too_many_requests'),
      })
    },
  )

  it("refuses everyone where REGISTRATION is closed, and strangers' domains where it lists some", async () => {
    withConfig({ REGISTRATION: 'closed' })
    await expect(register(anInput(), aContext())).rejects.toMatchObject({ code: 'registration_closed' })
    withConfig({ REGISTRATION: 'example.org, example.net' })
    await expect(register(anInput(), aContext())).rejects.toMatchObject({ code: 'email_domain_not_allowed' })
    await expect(register(anInput({ email: 'a@evil.example.org' }), aContext())).rejects.toMatchObject({
      code: 'email_domain_not_allowed',
    })
    await expect(register(anInput({ email: `${aUsername()}@Example.NET` }), aContext())).resolves.toBeDefined()
  })

  describe('with EMAIL_VERIFICATION=optional', () => {
    it('makes the account at once, its address unproven, and starts a session', async () => {
      withConfig({ EMAIL_VERIFICATION: 'optional' })
      const input = anInput()
      const result = await register(input, aContext())
      const db = await database()
      const user = await db.user.findUniqueOrThrow({ where: { email: input.email }, include: { sessions: true } })
      expect(user).toMatchObject({ emailVerified: null, role: 'user', username: input.username })
      expect(result).toMatchObject({ verification: 'optional', session: { sessionId: user.sessions[0]?.id } })
      expect(await theMail(input.email, 'verify-address')).toBeDefined()
    })

    it('gives one of two registrations of a name at once the name, and tells the other', async () => {
      withConfig({ EMAIL_VERIFICATION: 'optional' })
      const username = aUsername()
      const calls = [1, 2].map((nth) =>
        register(anInput({ username, email: `${username}-${nth}@example.com` }), aContext()),
      )
      expect(await outcomes(calls)).toEqual({ succeeded: 1, codes: ['username_taken'] })
    })

    it('refuses a taken address at its field', async () => {
      withConfig({ EMAIL_VERIFICATION: 'optional' })
      const { email } = await aUser()
      await expect(register(anInput({ email }), aContext())).rejects.toMatchObject({ code: 'email_taken', status: 400 })
    })
  })
})
