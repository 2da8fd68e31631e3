import { beforeEach, describe, expect, it } from 'vitest'
import { encode } from 'next-auth/jwt'
import { config } from '@/lib/config/config'
import { database } from '@/lib/db/database'
import { cookieName } from '@/lib/http/cookies'
import { aContext, aUser } from '@/lib/testing/operation-fixtures'
import { transaction } from '@/lib/db/transaction'
import { startSession, type StartedSession } from '@/lib/sessions/start-session'
import { browserActorOf, sessionCookie } from './session-cookie'

const ctx = aContext()
let session: StartedSession

const start = async (kind: 'browser' | 'api') => {
  const { id: userId } = await aUser()
  return transaction((tx) => startSession(tx, { userId, kind, amr: ['pwd'] }, ctx))
}
beforeEach(async () => {
  session = await start('browser')
})

/** The `Cookie` header of a browser that got a `Set-Cookie` header. */
const sentBack = (setCookie: string) => String(setCookie.split(';')[0])
const actorOf = (cookies: string | undefined) => browserActorOf(cookies, ctx.now)

async function forged(token: object, secret = config().authSecret, salt = cookieName('session')) {
  return `${cookieName('session')}=${await encode({ token, secret, salt, maxAge: 60 })}`
}

describe('a session cookie', () => {
  it('is its session’s actor, among other cookies', async () => {
    const cookie = sentBack(await sessionCookie(session))
    expect(await actorOf(`a=b; ${cookie}; c=d`)).toMatchObject({ userId: session.userId, sessionId: session.sessionId })
  })

  it('is unreadable for scripts, and sent by no form of another site', async () => {
    expect(await sessionCookie(session)).toMatch(/; Path=\/; Expires=.+; HttpOnly; SameSite=Lax/)
  })

  it.each([
    ['no cookie', async () => undefined],
    ['an empty one', async () => `${cookieName('session')}=`],
    ['text that is no token', async () => `${cookieName('session')}=abc.def.ghi`],
    ['one that was cut', async () => sentBack(await sessionCookie(session)).slice(0, -4)],
    [
      'one of another secret',
      () => forged({ sub: session.userId, sid: session.sessionId }, 'another secret, as long as ours is'),
    ],
    [
      'one of another purpose',
      () => forged({ sub: session.userId, sid: session.sessionId }, undefined, 'another cookie'),
    ],
    ['one without a session', () => forged({ sub: session.userId })],
    ['one whose session is no text', () => forged({ sub: session.userId, sid: { contains: '' } })],
    ['one of an unknown session', () => forged({ sub: session.userId, sid: '019ab7c0-51a4-7a52-9f5e-0f3a1c2b4d5e' })],
    ['one that names another user', async () => forged({ sub: (await aUser()).id, sid: session.sessionId })],
    ['one of an API client’s session', async () => sentBack(await sessionCookie(await start('api')))],
  ])('is nobody’s: %s', async (_what, cookie) => {
    expect(await actorOf(await cookie())).toBeNull()
  })

  it('is nobody’s once its session is gone, or its user disabled', async () => {
    const cookie = sentBack(await sessionCookie(session))
    const db = await database()
    await db.user.update({ where: { id: session.userId }, data: { disabledAt: ctx.now } })
    expect(await actorOf(cookie)).toBeNull()
    await db.user.update({ where: { id: session.userId }, data: { disabledAt: null } })
    expect(await actorOf(cookie)).not.toBeNull()
    await db.session.delete({ where: { id: session.sessionId } })
    expect(await actorOf(cookie)).toBeNull()
  })
})
