import { describe, expect, it } from 'vitest'
import {
  aContext,
  anActor,
  aUser,
  aUsername,
  GOOD_PASSWORD,
  mailsTo,
  outcomes,
  theMail,
  tokenOf,
} from '@/lib/testing/operation-fixtures'
import { addMilliseconds, DAY, HOUR, MINUTE, SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { findEmailChangeLink } from './find-email-change-link'
import { requestEmailChange } from './request-email-change'

describe('requestEmailChange', () => {
  it('emails a link to the new address, and changes nothing yet (S25)', async () => {
    const { user, newEmail, ask } = await aCaller()
    await ask()
    const mail = await theMail(newEmail, 'confirm-address')
    expect(mail.linkMinutes).toBe(60)
    expect(mail.url).toMatch(/^http:\/\/localhost:3000\/confirm-email-change\?token=[\w-]{43}$/)
    expect(await mailsTo(user.email)).toEqual([])
    const { email, emailVerified } = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
    expect([email, emailVerified]).toEqual([user.email, user.emailVerified])
  })

  it('keeps only a hash of the link’s token, which works for an hour (S20, S22)', async () => {
    const { newEmail, ask, now } = await aCaller()
    await ask()
    const token = tokenOf(await theMail(newEmail, 'confirm-address'))
    expect(JSON.stringify(await (await database()).oneTimeToken.findMany())).not.toContain(token)
    expect(await findEmailChangeLink(token, addMilliseconds(now, HOUR - 1))).toMatchObject({
      kind: 'change',
      email: newEmail,
    })
    expect(await findEmailChangeLink(token, addMilliseconds(now, HOUR))).toBeNull()
  })

  it('voids an earlier link by a newer one (S23)', async () => {
    const { newEmail, ask, now } = await aCaller()
    await ask()
    const first = tokenOf(await theMail(newEmail, 'confirm-address'))
    const second = `${aUsername()}@example.com`
    await ask({ new_email: second })
    expect(await findEmailChangeLink(first, now)).toBeNull()
    expect(await findEmailChangeLink(tokenOf(await theMail(second, 'confirm-address')), now)).not.toBeNull()
  })

  it('answers the same for an address that has an account, and notifies only its owner (S4)', async () => {
    const { user, ask } = await aCaller()
    const owner = await aUser()
    await expect(ask({ new_email: owner.email })).resolves.toBeUndefined()
    expect((await mailsTo(owner.email)).map(({ kind }) => kind)).toEqual(['already-registered'])
    expect(await (await database()).oneTimeToken.count({ where: { userId: user.id } })).toBe(0)
  })

  it('emails an address once a minute at most, and answers alike (S12)', async () => {
    const { newEmail, ask, now } = await aCaller()
    await ask()
    await ask()
    await (await aCaller(now)).ask({ new_email: newEmail })
    expect(await mailsTo(newEmail)).toHaveLength(1)
    await (await aCaller(addMilliseconds(now, MINUTE))).ask({ new_email: newEmail })
    expect(await mailsTo(newEmail)).toHaveLength(2)
  })

  it('lets an account ask five times a day, whichever addresses it names: each may be a stranger’s', async () => {
    const { ask } = await aCaller()
    const strangers = Array.from({ length: 6 }, () => `${aUsername()}@example.com`)
    for (const stranger of strangers.slice(0, 5)) await ask({ new_email: stranger })
    await expect(ask({ new_email: strangers[5] ?? '' })).rejects.toMatchObject({
      code: 'too_many_requests',
      fieldErrors: { new_email: ['email_changes_used_up'] },
      retryAfterSeconds: expect.closeTo(DAY / SECOND, -3),
    })
    expect(await Promise.all(strangers.map(async (stranger) => (await mailsTo(stranger)).length))).toEqual([
      1, 1, 1, 1, 1, 0,
    ])
    await (await aCaller()).ask({ new_email: strangers[5] ?? '' })
  })

  it('refuses a wrong password, and the right one too after many tries, without an email (S25)', async () => {
    const { newEmail, ask } = await aCaller()
    await expect(ask({ password: 'not-the-password' })).rejects.toMatchObject({
      code: 'wrong_password',
      fieldErrors: { password: [expect.any(String)] },
    })
    await outcomes(Array.from({ length: 12 }, () => ask({ password: 'not-the-password' })))
    await expect(ask()).rejects.toMatchObject({ code: 'wrong_password' })
    expect(await mailsTo(newEmail)).toEqual([])
  })

  it('refuses the present address', async () => {
    const { user, ask } = await aCaller()
    await expect(ask({ new_email: user.email })).rejects.toMatchObject({
      code: 'invalid_input',
      fieldErrors: { new_email: [expect.any(String)] },
    })
  })

  it('refuses a stranger', async () => {
    const attempt = requestEmailChange({ new_email: 'a@example.com', password: GOOD_PASSWORD }, aContext())
    await expect(attempt).rejects.toMatchObject({ code: 'not_authenticated' })
  })
})

async function aCaller(now = new Date()) {
  const user = await aUser()
  const newEmail = `${aUsername()}@example.com`
  const actor = await anActor(user)
  const ask = (input: Partial<{ new_email: string; password: string }> = {}) =>
    requestEmailChange({ new_email: newEmail, password: GOOD_PASSWORD, ...input }, aContext({ actor, now }))
  return { user, newEmail, ask, now }
}
