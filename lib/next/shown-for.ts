import { accountMark } from '@/lib/forms/account-mark'
import { getProfile } from '@/lib/accounts/get-profile'
import type { Context } from '@/lib/context'
import type { ShownFor } from '@/lib/forms/shown-for'
import { requestContext } from './request-context'

/**
 * Whom this request's page is shown for: what its forms and links say when they are used. Costs nothing where the
 * session is known.
 */
export async function shownFor(): Promise<ShownFor> {
  return shownForOf(await requestContext())
}

/** The same, of a context at hand. */
export async function shownForOf(ctx: Context): Promise<ShownFor> {
  if (!ctx.actor) return ''
  const { id, username } = await getProfile(ctx)
  return `${accountMark(id)}.${username}`
}
