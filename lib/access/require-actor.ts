import type { Actor, Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'

/** The actor. @throws AppError `not_authenticated` when nobody is logged in: operations check it too, not only pages */
export function requireActor(ctx: Context): Actor {
  if (!ctx.actor) throw new AppError('not_authenticated')
  return ctx.actor
}
