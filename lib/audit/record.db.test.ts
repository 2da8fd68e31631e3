import { describe, expect, it } from 'vitest'
import { captureLog } from '@/lib/testing/captured-log'
import { aContext, anActor, aUser } from '@/lib/testing/operation-fixtures'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { record } from './record'

const lines = captureLog()
const audits = () => lines.filter(({ msg }) => msg === 'audit')

describe('record', () => {
  it('writes a row, and after the commit a log line with event, account, actor and IP (S62)', async () => {
    const user = await aUser()
    const actor = await anActor(await aUser())
    const ctx = aContext({ actor })
    await transaction(async (tx) => {
      await record(tx, ctx, { type: 'password.changed', userId: user.id, detail: { reason: 'a-detail' } })
      expect(audits()).toEqual([])
    })
    expect(audits()).toEqual([
      expect.objectContaining({
        event: 'password.changed',
        userId: user.id,
        actorId: actor.userId,
        ip: ctx.ip,
        requestId: ctx.requestId,
      }),
    ])
    expect(JSON.stringify(audits())).not.toContain('a-detail')
    expect(await (await database()).auditEvent.count({ where: { userId: user.id } })).toBe(1)
  })

  it('logs nothing when the transaction is rolled back', async () => {
    const before = audits().length
    const broken = transaction(async (tx) => {
      await record(tx, aContext(), { type: 'login.succeeded', userId: null })
      throw new Error('rolled back')
    })
    await expect(broken).rejects.toThrow('rolled back')
    expect(audits()).toHaveLength(before)
  })
})
