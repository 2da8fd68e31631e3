import { logOut } from '@/lib/sessions/log-out'
import type { StartedSession } from '@/lib/sessions/start-session'
import { signInBrowser } from './next-auth'
import { requestContext } from './request-context'

/**
 * Logs the browser in to a session that an operation has started. A session that was there before ends: its cookie is
 * replaced, and nothing else would end it (ASVS 7.2.4).
 */
export async function enterSession(session: StartedSession): Promise<void> {
  await logOut(null, await requestContext())
  await signInBrowser(session)
}
