import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaAdapter } from '@auth/prisma-adapter'
import { headers } from 'next/headers'
import type { NextRequest } from 'next/server'
import NextAuth, { type NextAuthConfig } from 'next-auth'
import type { JWT } from 'next-auth/jwt'
import Credentials from 'next-auth/providers/credentials'
import { findLocale } from '@/lib/preferences/find-locale'
import { config } from '@/lib/config/config'
import { SECOND } from '@/lib/config/durations'
import type { Actor } from '@/lib/context'
import { database } from '@/lib/db/database'
import { cookieName, cookieOptions } from '@/lib/http/cookies'
import { processSingleton } from '@/lib/process-singleton'
import type { StartedSession } from '@/lib/sessions/start-session'
import { markUnavailable } from './mark-unavailable'
import { readLocaleCookie, setLocaleCookie } from './locale-cookie'
import { browserActorOf, browserActorOfClaims } from './session-cookie'

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

/** Where the `jwt` callback says that it could not look: next-auth itself takes any failure in it for nobody. */
const lookups = processSingleton('session-lookups', () => new AsyncLocalStorage<{ failure?: Error }>())

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
        const actor = await browserActorOfClaims(token, new Date()).catch((error: Error) => {
          const lookup = lookups.getStore()
          if (lookup) lookup.failure = error
          throw error
        })
        if (!actor) return null
        actors.set(token, actor)
        return token
      },
      session: ({ session, token }) => ({ expires: session.expires, actor: actors.get(token) }),
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  }
})

/**
 * The actor of the browser's cookie; null for a stranger.
 *
 * @throws what kept us from finding out: while the database is unavailable nobody is treated as logged out
 */
export async function browserActor(): Promise<Actor | null> {
  return browserActorOf((await headers()).get('cookie') ?? undefined, new Date())
}

/**
 * next-auth's own `session` endpoint, which would delete the cookie of any caller while the database is unavailable.
 */
export async function answerSession(request: NextRequest): Promise<Response> {
  try {
    return await rethrowLookupFailure(() => nextAuth.handlers.GET(request))
  } catch (error) {
    markUnavailable(error, request.headers.get('x-request-id') ?? '')
    throw error
  }
}

async function rethrowLookupFailure<T>(look: () => Promise<T>): Promise<T> {
  const lookup: { failure?: Error } = {}
  const found = await lookups.run(lookup, look)
  if (lookup.failure !== undefined) throw lookup.failure
  return found
}

/**
 * Sets the browser's cookie for a session that an operation has just started. For server actions and route handlers.
 */
export async function signInBrowser(session: StartedSession): Promise<void> {
  await handover.run(session, () => nextAuth.signIn('credentials', { redirect: false }))
  // A browser in which no language was chosen speaks the person's own.
  const locale = (await readLocaleCookie()) ? null : await findLocale(session.userId)
  if (locale) await setLocaleCookie(locale)
}

/** Takes the browser's cookie away. The session's row is ended by the operation. */
export async function signOutBrowser(): Promise<void> {
  await nextAuth.signOut({ redirect: false })
}
