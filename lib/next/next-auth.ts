import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaAdapter } from '@auth/prisma-adapter'
import NextAuth, { type NextAuthConfig } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { config } from '@/lib/config/config'
import { SECOND } from '@/lib/config/durations'
import type { Actor } from '@/lib/context'
import { database } from '@/lib/db/database'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { processSingleton } from '@/lib/process-singleton'
import type { StartedSession } from '@/lib/sessions/start-session'
import { cookieName, cookieOptions } from './cookie-options'

declare module 'next-auth' {
  interface User {
    sid?: string
  }
  interface Session {
    actor?: Actor
  }
}

/**
 * How a session that an operation has started reaches next-auth's `authorize`: along the call chain, never through the
 * request. So its credentials callback logs nobody in, even if a client could reach it.
 */
const handover = processSingleton('session-handover', () => new AsyncLocalStorage<StartedSession>())

/** Whom the `jwt` callback found, for the `session` callback of the same call: nothing of it goes into the cookie. */
const actors = new WeakMap<JWT, Actor>()

const nextAuth = NextAuth(async (): Promise<NextAuthConfig> => {
  const { authSecret, sessionLifetime } = config()
  return {
    adapter: PrismaAdapter(await database()),
    secret: authSecret,
    // The socket's address and APP_URL's host are stamped on every request before Next sees it.
    trustHost: true,
    basePath: '/api/auth',
    session: { strategy: 'jwt', maxAge: sessionLifetime / SECOND },
    cookies: { sessionToken: { name: cookieName('session'), options: cookieOptions() } },
    pages: { signIn: '/login', error: '/login' },
    providers: [
      Credentials({
        credentials: {},
        authorize: () => {
          const session = handover.getStore()
          return session ? { id: session.userId, sid: session.sessionId } : null
        },
      }),
    ],
    callbacks: {
      // The cookie says which session it is; whether that session still lives is asked of its row at every request.
      jwt: async ({ token, user }) => {
        if (user?.sid) return { sub: user.id, sid: user.sid }
        if (typeof token.sid !== 'string') return null
        const actor = await findLiveSession(token.sid, new Date())
        if (actor?.sessionKind !== 'browser' || actor.userId !== token.sub) return null
        actors.set(token, actor)
        return token
      },
      session: ({ session, token }) => ({ expires: session.expires, actor: actors.get(token) }),
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  }
})

/** next-auth's own `session` endpoint and cookie reader. */
export const { handlers, auth } = nextAuth

/** Sets the browser's cookie for a session that an operation has just started. For server actions and route handlers. */
export async function signInBrowser(session: StartedSession): Promise<void> {
  await handover.run(session, () => nextAuth.signIn('credentials', { redirect: false }))
}

/** Takes the browser's cookie away. The session's row is ended by the operation. */
export async function signOutBrowser(): Promise<void> {
  await nextAuth.signOut({ redirect: false })
}
