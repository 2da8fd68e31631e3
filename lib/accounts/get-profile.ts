import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { rowOfRequest } from '@/lib/db/row-of-request'
import { AppError } from '@/lib/errors/app-error'
import { findProfile, type Profile } from './find-profile'

/**
 * The caller's own profile, as read with the session. After a change in the same request it is read again.
 *
 * @throws AppError `not_authenticated`
 */
export async function getProfile(ctx: Context): Promise<Profile> {
  const actor = requireActor(ctx)
  const profile = (rowOfRequest(actor) as Profile | undefined) ?? (await findProfile(actor.userId))
  if (!profile) throw new AppError('not_authenticated')
  return profile
}
