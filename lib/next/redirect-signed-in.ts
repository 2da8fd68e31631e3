import { redirect } from 'next/navigation'
import { config } from '@/lib/config/config'
import { requestContext } from './request-context'

/** For pages that only a stranger needs: whoever is logged in goes to where a log-in leads. */
export async function redirectSignedIn(): Promise<void> {
  const { actor } = await requestContext()
  if (actor) redirect(config().afterLoginUrl)
}
