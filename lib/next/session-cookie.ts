import { decode, encode, type JWT } from 'next-auth/jwt'
import { config } from '@/lib/config/config'
import { SECOND } from '@/lib/config/durations'
import type { Actor } from '@/lib/context'
import { cookieName, cookieOptions, readCookie } from '@/lib/http/cookies'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import type { StartedSession } from '@/lib/sessions/start-session'

/**
 * The actor of the session in a `Cookie` header, as next-auth wrote it; null for a stranger.
 *
 * @throws what kept us from finding out: while the database is unavailable nobody is treated as logged out
 */
export async function browserActorOf(cookies: string | undefined, now: Date): Promise<Actor | null> {
  const name = cookieName('session')
  const token = readCookie(cookies, name)
  if (!token) return null
  const claims = await decodeOrNull(token, name)
  return claims ? browserActorOfClaims(claims, now) : null
}

/** The actor of a decoded session cookie. The row decides whether the session is still valid. */
export async function browserActorOfClaims({ sid, sub }: JWT, now: Date): Promise<Actor | null> {
  if (typeof sid !== 'string') return null
  const actor = await findLiveSession(sid, now)
  return actor?.sessionKind === 'browser' && actor.userId === sub ? actor : null
}

/**
 * The `Set-Cookie` header that gives a browser a session which an operation has started, as next-auth would write it.
 */
export async function sessionCookie({ userId, sessionId }: StartedSession): Promise<string> {
  const { authSecret, sessionLifetime } = config()
  const name = cookieName('session')
  const maxAge = sessionLifetime / SECOND
  const value = await encode({ token: { sub: userId, sid: sessionId }, secret: authSecret, salt: name, maxAge })
  const { path, secure } = cookieOptions()
  const expires = new Date(Date.now() + sessionLifetime).toUTCString()
  return `${name}=${value}; Path=${path}; Expires=${expires}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

async function decodeOrNull(token: string, salt: string): Promise<JWT | null> {
  try {
    return await decode({ token, secret: config().authSecret, salt })
  } catch {
    return null
  }
}
