import type { NextRequest } from 'next/server'
import { requireShownFor } from '@/lib/forms/account-mark'
import type { Actor, Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { isOwnOrigin } from '@/lib/http/is-own-origin'
import { SHOWN_FOR } from '@/lib/forms/shown-for'
import { withReturnTo } from '@/lib/http/with-return-to'
import { otherAccountPath } from './other-account-path'
import { requestContext } from './request-context'
import { seeOther } from './see-other'

type Handler = (request: NextRequest, ctx: Context & { actor: Actor }) => Promise<Response>

/**
 * A route handler that acts on the session's account, for a link or plain form of one of its pages. As with a form,
 * what was shown for another account is refused (S63); a stranger is sent to log in, and comes back to the page.
 *
 * @param page whose link or form leads here: back there goes who was refused
 */
export function accountRoute(page: `/${string}`, handle: Handler) {
  return async (request: NextRequest): Promise<Response> => {
    if (request.method === 'POST' && !isOwnOrigin(request.headers.get('origin')))
      return seeOther(`${page}?problem=forbidden`)
    const { actor, ...ctx } = await requestContext()
    if (!actor) return seeOther(withReturnTo('/login', page))
    const shownFor = request.nextUrl.searchParams.get(SHOWN_FOR) ?? ''
    try {
      requireShownFor(shownFor, actor)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return seeOther(otherAccountPath(shownFor, page))
    }
    return handle(request, { ...ctx, actor })
  }
}
