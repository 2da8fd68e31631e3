import type { Actor, Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'

/**
 * Who acts.
 *
 * @throws AppError `not_authenticated` when nobody is logged in: operations refuse by themselves, not only pages
 */
export function requireActor(ctx: Context): Actor {
  if (!ctx.actor) throw new AppError('not_authenticated')
  return ctx.actor
}
