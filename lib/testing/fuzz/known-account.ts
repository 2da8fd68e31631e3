import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/database'
import { startSession } from '@/lib/sessions/start-session'
import { aContext, aUser, GOOD_PASSWORD } from '@/lib/testing/operation-fixtures'
import { issueTokens } from '@/lib/tokens/issue-tokens'
import type { Known } from './requests'

/** A new account that is logged in. */
export async function aKnownAccount(): Promise<Known> {
  const { id, username, email } = await aUser()
  const session = await startSession(
    await database(),
    { userId: id, kind: 'api', amr: ['pwd'] },
    aContext({ client: 'api' }),
  )
  const { access, refresh } = await issueTokens(session, new Date())
  return { id, username, email, password: GOOD_PASSWORD, access, refresh, fresh: randomUUID().slice(0, 12) }
}
