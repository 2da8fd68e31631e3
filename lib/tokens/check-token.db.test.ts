import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser } from '@/lib/testing/operation-fixtures'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { startSession } from '@/lib/sessions/start-session'
import { actorOfAccessToken } from './actor-of-access-token'
import { checkToken } from './check-token'
import { issueTokens } from './issue-tokens'
import { signToken } from './jwt'
import { refreshTokens } from './refresh-tokens'
import { revokeToken } from './revoke-token'

describe('checkToken', () => {
  it('takes both tokens of a live session', async () => {
    const { access, refresh } = await aLogin()
    for (const token of [access, refresh]) await expect(checkToken({ token }, aContext())).resolves.toBeUndefined()
  })

  it('takes a replaced refresh token as long as a refresh would', async () => {
    const { refresh, now } = await aLogin()
    await refreshTokens({ refresh }, aContext({ now }))
    await expect(checkToken({ token: refresh }, aContext({ now }))).resolves.toBeUndefined()
    await expect(checkToken({ token: refresh }, aContext({ now: addMilliseconds(now, MINUTE) }))).rejects.toMatchObject(
      { code: 'token_not_valid' },
    )
  })

  it('refuses the tokens of an ended session, and of a disabled user', async () => {
    const [ended, disabled] = [await aLogin(), await aLogin()]
    const db = await database()
    await db.session.delete({ where: { id: ended.sessionId } })
    await db.user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } })
    for (const { access, refresh } of [ended, disabled]) {
      for (const token of [access, refresh])
        await expect(checkToken({ token }, aContext())).rejects.toMatchObject({ code: 'token_not_valid' })
    }
  })
})

describe('actorOfAccessToken', () => {
  it('tells who bears it, until the session ends', async () => {
    const { access, sessionId, userId } = await aLogin()
    expect(await actorOfAccessToken(access, new Date())).toEqual({
      userId,
      sessionId,
      sessionKind: 'api',
      role: 'user',
    })
    await (await database()).session.delete({ where: { id: sessionId } })
    expect(await actorOfAccessToken(access, new Date())).toBeNull()
  })

  it('is nobody for a token of a browser session, or of another user than its session (S42)', async () => {
    const [owner, stranger] = [await aUser(), await aUser()]
    const browser = await anActor(owner, 'browser')
    const program = await anActor(owner, 'api')
    const signed = (userId: string, sessionId: string) =>
      signToken('access', {
        userId,
        sessionId,
        tokenId: 'x',
        issuedAt: new Date(),
        expiresAt: addMilliseconds(new Date(), MINUTE),
      })
    expect(await actorOfAccessToken(await signed(owner.id, program.sessionId), new Date())).not.toBeNull()
    expect(await actorOfAccessToken(await signed(owner.id, browser.sessionId), new Date())).toBeNull()
    expect(await actorOfAccessToken(await signed(stranger.id, program.sessionId), new Date())).toBeNull()
  })
})

describe('revokeToken', () => {
  it('ends the session, by its current refresh token or an older one', async () => {
    const { refresh, access, sessionId, userId, now } = await aLogin()
    await refreshTokens({ refresh }, aContext({ now }))
    await revokeToken({ refresh }, aContext({ now: addMilliseconds(now, 10 * MINUTE) }))
    expect(await actorOfAccessToken(access, new Date())).toBeNull()
    expect(await (await database()).auditEvent.count({ where: { type: 'logout', userId, sessionId } })).toBe(1)
  })

  it('is no error for a token that is revoked already, foreign or none, and ends nothing by an access token', async () => {
    const { refresh, access } = await aLogin()
    await revokeToken({ refresh: access }, aContext())
    expect(await actorOfAccessToken(access, new Date())).not.toBeNull()
    for (const token of [refresh, refresh, 'nonsense', '']) await revokeToken({ refresh: token }, aContext())
  })
})

async function aLogin() {
  const { id: userId } = await aUser()
  const now = new Date()
  const session = await startSession(await database(), { userId, kind: 'api', amr: ['pwd'] }, aContext({ now }))
  return { userId, sessionId: session.sessionId, now, ...(await issueTokens(session, now)) }
}
