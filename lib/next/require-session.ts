import { redirect } from 'next/navigation'
import type { Actor, Context } from '@/lib/context'
import { withReturnTo } from '@/lib/http/with-return-to'
import { requestContext } from './request-context'

/**
 * The context of a page that needs an account. A stranger is sent to the login page (307), which brings them back.
 *
 * @param path the page's own path and query
 */
export async function requireSession(path: `/${string}`): Promise<Context & { actor: Actor }> {
  const { actor, ...ctx } = await requestContext()
  if (!actor) redirect(withReturnTo('/login', path))
  return { ...ctx, actor }
}
