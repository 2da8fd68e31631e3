import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser } from '@/lib/testing/operation-fixtures'
import { DAY } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { issueToken } from '@/lib/one-time/issue-token'
import { resetPassword } from '@/lib/passwords/reset-password'
import { issueTokens } from '@/lib/tokens/issue-tokens'
import { refreshTokens } from '@/lib/tokens/refresh-tokens'
import { revokeAllSessions } from './revoke-all-sessions'
import { findLiveSession } from './find-live-session'
import { startSession } from './start-session'

describe('revokeAllSessions', () => {
  it('ends the sessions of everybody, browsers and API clients, and their refresh tokens with them (S76)', async () => {
    const [ada, bea] = [await aUser(), await aUser()]
    const actors = [await anActor(ada), await anActor(ada, 'api'), await anActor(bea)]
    const ctx = aContext()
    const session = await startSession(await database(), { userId: bea.id, kind: 'api', amr: ['pwd'] }, ctx)
    const { refresh } = await issueTokens(session, ctx.now)

    expect(await revokeAllSessions(aContext({ userAgent: 'npm run sessions:revoke-all' }))).toEqual({
      sessions: 4,
      links: 0,
    })

    for (const { sessionId } of actors) expect(await findLiveSession(sessionId, new Date())).toBeNull()
    await expect(refreshTokens({ refresh }, aContext())).rejects.toMatchObject({ code: 'token_not_valid' })
    const db = await database()
    expect(await db.auditEvent.findMany({ where: { type: 'session.all_ended' } })).toMatchObject([
      { userId: null, actorId: null, userAgent: 'npm run sessions:revoke-all' },
    ])
  })

  it('voids every mailed link, those that undo a change of address too: a backup brings back what was used since (S76)', async () => {
    const user = await aUser()
    const db = await database()
    const purposes = ['password-reset', 'change-address', 'undo-address-change:old@example.com'] as const
    const issued = await transaction((tx) =>
      Promise.all(
        purposes.map((purpose) =>
          issueToken(tx, { userId: user.id, purpose, email: user.email, now: new Date(), lifetime: DAY }),
        ),
      ),
    )
    expect(await revokeAllSessions(aContext())).toMatchObject({ links: 3 })
    expect(await db.oneTimeToken.count()).toBe(0)
    const password = 'quiet-harbour-91-lantern'
    await expect(resetPassword({ token: String(issued[0]?.token), password }, aContext())).rejects.toMatchObject({
      code: 'invalid_token',
    })
  })

  it('ends more than one statement takes, and later logins stay', async () => {
    const user = await aUser()
    const { sessionId: _, ...session } = await anActor(user)
    const db = await database()
    const row = await db.session.findFirstOrThrow({ where: { userId: session.userId } })
    const many = Array.from({ length: 2500 }, (_unused, index) => ({ ...row, id: `many-${index}` }))
    await db.session.createMany({ data: many })
    expect(await revokeAllSessions(aContext())).toEqual({ sessions: 2501, links: 0 })
    expect(await db.session.count()).toBe(0)
    const later = await anActor(user)
    expect(await findLiveSession(later.sessionId, new Date())).not.toBeNull()
  })

  it('is no error where there is none', async () => {
    await (await database()).session.deleteMany()
    expect(await revokeAllSessions(aContext())).toEqual({ sessions: 0, links: 0 })
  })
})
