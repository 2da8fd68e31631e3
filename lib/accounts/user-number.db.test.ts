import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { cleanUp } from '@/lib/maintenance/clean-up'
import { aContext, aUser, aUsername, GOOD_PASSWORD } from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { createAdmin } from '@/lib/admin/create-admin'
import { register } from '@/lib/registration/register'
import { numberUsers, takeUserNumber } from './user-number'

const last = async () => (await (await database()).sequence.findUniqueOrThrow({ where: { name: 'user' } })).value
const numberOf = async (username: string) =>
  (await (await database()).user.findFirstOrThrow({ where: { username } })).number

describe('an account’s number', () => {
  beforeEach(() => withConfig({ EMAIL_VERIFICATION: 'optional' }))

  it('is the next one, however the account is created', async () => {
    const before = await last()
    const [one, other] = [aUsername(), aUsername()]
    await register({ username: one, email: `${one}@example.com`, password: GOOD_PASSWORD }, aContext())
    await createAdmin({ username: other, email: `${other}@example.com`, password: GOOD_PASSWORD }, aContext())
    expect([await numberOf(one), await numberOf(other)]).toEqual([before + 1, before + 2])
  })

  it('is unique, even for accounts created at the same time', async () => {
    const numbers = await Promise.all(Array.from({ length: 10 }, () => transaction((tx) => takeUserNumber(tx))))
    expect(new Set(numbers).size).toBe(10)
  })

  it('is not reused when its account is deleted', async () => {
    const { id, number } = await aUser()
    await (await database()).user.delete({ where: { id } })
    expect((await aUser()).number).toBeGreaterThan(Number(number))
  })

  it('is kept from the old service, and later numbers are greater', async () => {
    const kept = (await last()) + 1000
    expect(await transaction((tx) => takeUserNumber(tx, kept))).toBe(kept)
    expect(await transaction((tx) => takeUserNumber(tx, 3))).toBe(3)
    expect((await aUser()).number).toBe(kept + 1)
  })

  it('is added by the cleanup, in the order of joining, if an older server version set none', async () => {
    const joined = (day: number) => aUser({ number: null, createdAt: new Date(Date.UTC(2026, 0, day)) })
    const [second, first] = [await joined(2), await joined(1)]
    await cleanUp(new Date())
    expect(Number(await numberOf(first.username))).toBeLessThan(Number(await numberOf(second.username)))
    await expect(numberUsers()).resolves.toBeUndefined()
  })
})
