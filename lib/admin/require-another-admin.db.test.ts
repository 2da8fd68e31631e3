import { describe, expect, it } from 'vitest'
import { aUser, outcomes } from '@/lib/testing/operation-fixtures'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { requireAnotherAdmin } from './require-another-admin'

describe('requireAnotherAdmin', () => {
  it('leaves one administrator of several who demote each other at once, in 10 rounds (S54)', async () => {
    const db = await database()
    for (let round = 0; round < 10; round++) {
      const ids = await Promise.all([1, 2, 3].map(async () => (await aUser({ role: 'admin' })).id))
      const demotions = ids.map((_, nth) => demote(ids[(nth + 1) % ids.length]!))
      expect(await outcomes(demotions)).toEqual({ succeeded: 2, codes: ['forbidden'] })
      expect(await db.user.count({ where: { role: 'admin' } })).toBe(1)
      await db.user.updateMany({ where: { role: 'admin' }, data: { role: 'user' } })
    }
  })

  it('does not count users who are disabled or scheduled for deletion', async () => {
    const { id } = await aUser({ role: 'admin' })
    await aUser({ role: 'admin', disabledAt: new Date() })
    await aUser({ role: 'admin', deletionDueAt: new Date() })
    await expect(demote(id)).rejects.toMatchObject({ code: 'forbidden' })
    await aUser({ role: 'admin' })
    await expect(demote(id)).resolves.toBeUndefined()
  })
})

/** Removes an administrator as the operations do. */
async function demote(id: string): Promise<void> {
  await transaction(async (tx) => {
    await requireAnotherAdmin(tx, id)
    await tx.user.update({ where: { id }, data: { role: 'user' }, select: { id: true } })
  })
}
