import { randomUUID } from 'node:crypto'
import { getProfile } from '@/lib/accounts/get-profile'
import { listUsers } from '@/lib/accounts/list-users'
import type { Context } from '@/lib/context'
import { leaseNextMail } from '@/lib/mail/lease-next-mail'
import { cleanUp } from '@/lib/maintenance/clean-up'
import { databaseMetrics } from '@/lib/metrics/database-metrics'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { listSessions } from '@/lib/sessions/list-sessions'
import { logIn } from '@/lib/sessions/log-in'
import { issueTokens } from '@/lib/tokens/issue-tokens'
import { refreshTokens } from '@/lib/tokens/refresh-tokens'
import { FILLED_PASSWORD, filledUsername } from './fill-database'

/** What people and API clients do all day, and what the server does by itself, for one account of a filled database. */
export async function* hotOperations(nth: number): AsyncGenerator<{ name: string; run: () => Promise<unknown> }> {
  const username = filledUsername(nth)
  const now = new Date()
  const stranger: Context = {
    actor: null,
    client: 'api',
    ip: '192.0.2.1',
    userAgent: '',
    locale: null,
    requestId: randomUUID(),
    now,
  }
  let refresh = ''
  let ctx = stranger

  yield {
    name: 'log-in',
    run: async () => {
      const result = await logIn({ identifier: username, password: FILLED_PASSWORD }, stranger)
      if (result.kind !== 'logged_in') throw new Error('The log-in of a filled account failed.')
      refresh = (await issueTokens(result.session, now)).refresh
      const { userId, sessionId } = result.session
      ctx = { ...stranger, actor: { userId, sessionId, sessionKind: 'api', role: 'user' } }
    },
  }
  yield { name: 'session of a request', run: () => findLiveSession(ctx.actor?.sessionId ?? '', now) }
  yield { name: 'refresh', run: () => refreshTokens({ refresh }, stranger) }
  yield { name: 'profile', run: () => getProfile(ctx) }
  yield { name: 'session list', run: () => listSessions(ctx) }
  for (const [name, query] of [
    ['user list', undefined],
    ['user search', username.slice(0, 3)],
  ] as const) {
    let cursor: string | null = null
    yield { name, run: async () => ({ nextCursor: cursor } = await listUsers({ query, limit: 20 }, ctx)) }
    yield { name: `${name}, next page`, run: () => listUsers({ query, limit: 20, cursor: cursor ?? undefined }, ctx) }
  }
  yield { name: 'user search by a name', run: () => listUsers({ query: 'ada number 1', limit: 20 }, ctx) }
  yield { name: 'due mail', run: () => leaseNextMail({ now, takesOver: true }) }
  yield { name: 'metrics', run: () => databaseMetrics(now) }
  yield { name: 'clean-up', run: () => cleanUp(now) }
}
