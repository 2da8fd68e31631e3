import { logOut } from '@/lib/sessions/log-out'
import type { StartedSession } from '@/lib/sessions/start-session'
import { signInBrowser } from './next-auth'
import { requestContext } from './request-context'

/**
 * Lets the browser into a session that an operation has started, whoever was logged in before: that session ends, as its cookie
 * is replaced, and nobody else would end it (ASVS 7.2.4).
 */
export async function enterSession(session: StartedSession): Promise<void> {
  await logOut(null, await requestContext())
  await signInBrowser(session)
}
