import { redirect } from 'next/navigation'
import { afterLogIn } from './after-log-in'
import { requestContext } from './request-context'

/**
 * For pages that only a stranger needs: redirects a person who is logged in to where a login leads.
 *
 * @param callbackUrl where the person was going, as the URL says
 */
export async function redirectSignedIn(callbackUrl?: string): Promise<void> {
  const { actor } = await requestContext()
  if (actor) redirect(afterLogIn(callbackUrl))
}
