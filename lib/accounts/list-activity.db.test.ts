import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser } from '@/lib/testing/operation-fixtures'
import { AUDIT_EVENTS, type AuditEventType } from '@/lib/audit/events'
import { record } from '@/lib/audit/record'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { transaction } from '@/lib/db/transaction'
import { ACTIVITY_EVENTS, listActivity } from './list-activity'

const tell = (userId: string, type: AuditEventType, ctx: Context) =>
  transaction((tx) => record(tx, ctx, { type, userId }))

describe('listActivity', () => {
  it('lists what happened to the caller’s own account, newest first, and marks what someone else did', async () => {
    const [user, other] = [await aUser(), await aUser()]
    const now = new Date()
    const ago = (minutes: number) => aContext({ now: addMilliseconds(now, -minutes * MINUTE) })
    await tell(user.id, 'login.failed', { ...ago(3), ip: '192.0.2.7' })
    await tell(user.id, 'password.changed', { ...ago(2), actor: await anActor(user) })
    await tell(user.id, 'account.role_changed', { ...ago(1), actor: await anActor(other) })
    await tell(other.id, 'login.succeeded', ago(0))

    const { events, next } = await listActivity({ before: null }, aContext({ actor: await anActor(user), now }))
    expect(events).toEqual([
      expect.objectContaining({ type: 'account.role_changed', isByOther: true }),
      expect.objectContaining({ type: 'password.changed', isByOther: false }),
      expect.objectContaining({ type: 'login.failed', isByOther: false, ip: '192.0.2.7' }),
    ])
    expect(next).toBeNull()
  })

  it('lists every event once, page by page, even events of the same moment', async () => {
    const user = await aUser()
    const actor = await anActor(user)
    const ctx = aContext()
    for (let nth = 0; nth < 70; nth++) await tell(user.id, 'login.succeeded', ctx)

    const ids: string[] = []
    let before: string | null = null
    do {
      const { events, next } = await listActivity({ before }, aContext({ actor }))
      ids.push(...events.map(({ id }) => id))
      before = next
    } while (before !== null)
    expect(ids).toHaveLength(70)
    expect(new Set(ids).size).toBe(70)
  })

  it('starts from the first page for an unknown event, or one of another user (S51)', async () => {
    const [user, other] = [await aUser(), await aUser()]
    await tell(user.id, 'login.succeeded', aContext())
    await tell(other.id, 'login.succeeded', aContext({ now: addMilliseconds(new Date(), -MINUTE) }))
    const theirs = (await listActivity({ before: null }, aContext({ actor: await anActor(other) }))).events[0]
    const actor = await anActor(user)
    for (const before of [String(theirs?.id), 'no such event', '\u0000']) {
      const { events } = await listActivity({ before }, aContext({ actor }))
      expect(events).toHaveLength(1)
    }
  })

  it('refuses when nobody is logged in', async () => {
    await expect(listActivity({ before: null }, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })

  it('leaves out only events without an existing account', () => {
    const told: readonly string[] = ACTIVITY_EVENTS
    expect(AUDIT_EVENTS.filter((type) => !told.includes(type))).toEqual([
      'account.claim_voided',
      'account.deleted',
      'signing_key.rotated',
      'signing_key.revoked',
      'session.all_ended',
    ])
  })
})
