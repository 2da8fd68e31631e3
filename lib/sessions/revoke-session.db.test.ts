import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser } from '@/lib/testing/operation-fixtures'
import { database } from '@/lib/db/database'
import { revokeOtherSessions } from './revoke-other-sessions'
import { revokeSession } from './revoke-session'
import { findLiveSession } from './find-live-session'

describe('revokeSession', () => {
  it('ends one of the caller’s own sessions, and records it', async () => {
    const user = await aUser()
    const [here, there] = [await anActor(user), await anActor(user, 'api')]
    await revokeSession({ id: there.sessionId }, aContext({ actor: here }))
    expect(await findLiveSession(there.sessionId, new Date())).toBeNull()
    expect(await findLiveSession(here.sessionId, new Date())).not.toBeNull()
    const events = await (await database()).auditEvent.findMany({ where: { userId: user.id, type: 'session.ended' } })
    expect(events).toMatchObject([{ sessionId: there.sessionId }])
  })

  it('ends the current one too', async () => {
    const here = await anActor(await aUser())
    await revokeSession({ id: here.sessionId }, aContext({ actor: here }))
    expect(await findLiveSession(here.sessionId, new Date())).toBeNull()
  })

  it('answers the same for another’s session as for none, and changes nothing (S36, S51)', async () => {
    const [here, others] = [await anActor(await aUser()), await anActor(await aUser())]
    for (const id of [others.sessionId, '01890000-0000-7000-8000-000000000000', '']) {
      await expect(revokeSession({ id }, aContext({ actor: here }))).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await findLiveSession(others.sessionId, new Date())).not.toBeNull()
  })

  it('finds nothing the second time, and only one of parallel calls', async () => {
    const user = await aUser()
    const [here, there] = [await anActor(user), await anActor(user)]
    const ends = await Promise.allSettled(
      [1, 2, 3].map(() => revokeSession({ id: there.sessionId }, aContext({ actor: here }))),
    )
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('refuses a stranger', async () => {
    const { sessionId } = await anActor(await aUser())
    await expect(revokeSession({ id: sessionId }, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
    expect(await findLiveSession(sessionId, new Date())).not.toBeNull()
  })
})

describe('revokeOtherSessions', () => {
  it('ends every session of the caller but this one, and nobody else’s (S36)', async () => {
    const user = await aUser()
    const [here, browser, program] = [await anActor(user), await anActor(user), await anActor(user, 'api')]
    const others = await anActor(await aUser())
    await revokeOtherSessions({}, aContext({ actor: here }))
    const isLive = async ({ sessionId }: { sessionId: string }) =>
      (await findLiveSession(sessionId, new Date())) !== null
    expect(await Promise.all([here, browser, program, others].map(isLive))).toEqual([true, false, false, true])
  })

  it('is no error when there are none', async () => {
    const actor = await anActor(await aUser())
    await expect(revokeOtherSessions({}, aContext({ actor }))).resolves.toBeUndefined()
  })

  it('refuses a stranger', async () => {
    await expect(revokeOtherSessions({}, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })
})
