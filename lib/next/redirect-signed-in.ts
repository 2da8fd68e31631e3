import { redirect } from 'next/navigation'
import { afterLogIn } from './after-log-in'
import { requestContext } from './request-context'

/**
 * For pages that only a stranger needs: whoever is logged in goes to where a log-in leads.
 *
 * @param callbackUrl where the person was going, as the address says
 */
export async function redirectSignedIn(callbackUrl?: string): Promise<void> {
  const { actor } = await requestContext()
  if (actor) redirect(afterLogIn(callbackUrl))
}
