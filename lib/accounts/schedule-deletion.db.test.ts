import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser, GOOD_PASSWORD, mailsTo, outcomes, theMail } from '@/lib/testing/operation-fixtures'
import { addMilliseconds, DAY } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { findResetToken } from '@/lib/passwords/find-reset-token'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import { deleteDueAccounts } from './delete-due-accounts'
import { register } from '@/lib/registration/register'
import { scheduleDeletion } from './schedule-deletion'

describe('scheduleDeletion', () => {
  it('revokes every session at once, and notifies the owner of the deletion date (S26)', async () => {
    const { user, actor, ctx, now } = await aCaller()
    const other = await anActor(user, 'api')
    const dueAt = await scheduleDeletion({ password: GOOD_PASSWORD }, ctx)
    expect(dueAt).toEqual(addMilliseconds(now, 14 * DAY))
    for (const { sessionId } of [actor, other]) expect(await findLiveSession(sessionId, now)).toBeNull()
    expect(await theMail(user.email, 'deletion-scheduled')).toMatchObject({
      username: user.username,
      dueAt: dueAt.toISOString(),
    })
  })

  it('invalidates links that were already emailed (S23)', async () => {
    const { user, ctx } = await aCaller()
    await requestPasswordReset({ email: user.email }, aContext())
    const { url } = await theMail(user.email, 'password-reset')
    await scheduleDeletion({ password: GOOD_PASSWORD }, ctx)
    expect(await findResetToken(new URL(url).searchParams.get('token') ?? '', new Date())).toBeNull()
  })

  it('is cancelled by a login within the grace period', async () => {
    const { user, ctx, now } = await aCaller()
    const dueAt = await scheduleDeletion({ password: GOOD_PASSWORD }, ctx)
    await logIn({ identifier: user.email, password: GOOD_PASSWORD }, aContext({ now: addMilliseconds(dueAt, -1) }))
    await deleteDueAccounts(addMilliseconds(now, 15 * DAY))
    expect(await (await database()).user.findUnique({ where: { id: user.id } })).toMatchObject({ deletionDueAt: null })
    expect(
      await (await database()).auditEvent.count({ where: { userId: user.id, type: 'account.deletion_undone' } }),
    ).toBe(1)
  })

  it('refuses a wrong password, and any password after too many attempts, and changes nothing', async () => {
    const { user, actor, ctx } = await aCaller()
    const wrong = () => scheduleDeletion({ password: 'not-the-password' }, ctx)
    await expect(wrong()).rejects.toMatchObject({
      code: 'wrong_password',
      fieldErrors: { password: [expect.any(String)] },
    })
    await outcomes(Array.from({ length: 12 }, wrong))
    await expect(scheduleDeletion({ password: GOOD_PASSWORD }, ctx)).rejects.toMatchObject({ code: 'wrong_password' })
    expect(await findLiveSession(actor.sessionId, new Date())).not.toBeNull()
    expect(await mailsTo(user.email)).toEqual([])
  })

  it('is refused to the last administrator, even when all request it at once (S54)', async () => {
    const callers = await Promise.all([1, 2, 3, 4].map(() => aCaller({ role: 'admin' })))
    const { succeeded, codes } = await outcomes(
      callers.map(({ ctx }) => scheduleDeletion({ password: GOOD_PASSWORD }, ctx)),
    )
    expect([succeeded, codes]).toEqual([3, ['forbidden']])
    const left = await (await database()).user.findMany({ where: { role: 'admin', deletionDueAt: null } })
    expect(left).toHaveLength(1)
    expect(await (await database()).session.count({ where: { userId: left[0]!.id } })).toBe(1)
  })

  it('refuses when nobody is logged in', async () => {
    await expect(scheduleDeletion({ password: GOOD_PASSWORD }, aContext())).rejects.toMatchObject({
      code: 'not_authenticated',
    })
  })
})

describe('deleteDueAccounts', () => {
  it('deletes the account with all its data after the grace period, and not before', async () => {
    const { user, ctx } = await aCaller()
    const db = await database()
    const dueAt = await scheduleDeletion({ password: GOOD_PASSWORD }, ctx)
    await deleteDueAccounts(addMilliseconds(dueAt, -1))
    expect(await db.user.count({ where: { id: user.id } })).toBe(1)
    await deleteDueAccounts(dueAt)
    expect(await db.user.count({ where: { OR: [{ id: user.id }, { email: user.email }] } })).toBe(0)
    expect(await db.session.count({ where: { userId: user.id } })).toBe(0)
    expect(await db.oneTimeToken.count({ where: { userId: user.id } })).toBe(0)
  })

  it('leaves an audit event, without name or email address', async () => {
    const { user, ctx } = await aCaller()
    await deleteDueAccounts(await scheduleDeletion({ password: GOOD_PASSWORD }, ctx))
    const events = await (await database()).auditEvent.findMany({ where: { userId: user.id } })
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['account.deletion_scheduled', 'account.deleted']),
    )
    for (const text of [user.email, user.username]) expect(JSON.stringify(events)).not.toContain(text)
  })

  it('frees the email address and the username', async () => {
    const { user, ctx } = await aCaller()
    await deleteDueAccounts(await scheduleDeletion({ password: GOOD_PASSWORD }, ctx))
    const again = register({ username: user.username, email: user.email, password: GOOD_PASSWORD }, aContext())
    await expect(again).resolves.toMatchObject({ verification: 'required' })
  })

  it('deletes each account once when several processes clean up concurrently', async () => {
    await deleteDueAccounts(addMilliseconds(new Date(), 15 * DAY))
    const dueAts = await Promise.all(
      [1, 2, 3].map(async () => scheduleDeletion({ password: GOOD_PASSWORD }, (await aCaller()).ctx)),
    )
    const last = new Date(Math.max(...dueAts.map(Number)))
    const counts = await Promise.all([1, 2, 3].map(() => deleteDueAccounts(last)))
    expect(counts.reduce((sum, count) => sum + count)).toBe(3)
  })
})

async function aCaller(overrides: Record<string, unknown> = {}) {
  const user = await aUser(overrides)
  const actor = await anActor(user)
  const now = new Date()
  return { user, actor, now, ctx: aContext({ actor, now }) }
}
