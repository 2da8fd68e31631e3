import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser } from '@/lib/testing/operation-fixtures'
import { addMilliseconds, DAY, HOUR } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { listSessions } from './list-sessions'
import { sessionObject } from './session-object'

describe('listSessions', () => {
  it('lists the caller’s own live sessions, the current one first, then the last used (S36)', async () => {
    const [user, other] = [await aUser(), await aUser()]
    const now = new Date()
    const ago = (milliseconds: number) => aContext({ now: addMilliseconds(now, -milliseconds) })
    const program = await anActor(user, 'api', { ...ago(2 * HOUR), userAgent: 'curl/8.0', ip: '192.0.2.7' })
    const browser = await anActor(user, 'browser', ago(HOUR))
    await anActor(other)

    const sessions = await listSessions(aContext({ actor: program, now }))
    expect(sessions.map(({ id }) => id)).toEqual([program.sessionId, browser.sessionId])
    expect(sessions[1]).toMatchObject({ kind: 'browser', isCurrent: false })
    expect(sessions[0]).toMatchObject({
      kind: 'api',
      ip: '192.0.2.7',
      isCurrent: true,
      createdAt: addMilliseconds(now, -2 * HOUR),
    })
    expect(sessions.map((session) => sessionObject(session).client)).toEqual(['curl', 'Firefox on Linux'])
  })

  it('leaves out what has expired, and browsers that lay idle', async () => {
    const user = await aUser()
    const now = new Date()
    const ago = (milliseconds: number) => aContext({ now: addMilliseconds(now, -milliseconds) })
    await anActor(user, 'api', ago(30 * DAY))
    await anActor(user, 'browser', ago(7 * DAY))
    const programOfLastMonth = await anActor(user, 'api', ago(29 * DAY))
    const current = await anActor(user, 'browser', ago(6 * DAY))
    const sessions = await listSessions(aContext({ actor: current, now }))
    expect(sessions.map(({ id }) => id)).toEqual([current.sessionId, programOfLastMonth.sessionId])
  })

  it('lists the current one before hundreds that were used since, and leaves none out', async () => {
    const user = await aUser()
    const now = new Date()
    const current = await anActor(user, 'browser', aContext({ now: addMilliseconds(now, -HOUR) }))
    const rows = Array.from({ length: 250 }, () => ({ userId: user.id, kind: 'api', ip: '', userAgent: '' }))
    const times = { lastSeenAt: now, expiresAt: addMilliseconds(now, DAY) }
    await (await database()).session.createMany({ data: rows.map((row) => ({ ...row, ...times })) })
    const sessions = await listSessions(aContext({ actor: current, now }))
    expect(sessions).toHaveLength(251)
    expect(sessions[0]).toMatchObject({ id: current.sessionId, isCurrent: true })
  })

  it('refuses a stranger', async () => {
    await expect(listSessions(aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })
})
