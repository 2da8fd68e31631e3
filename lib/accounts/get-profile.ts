import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import { findProfile, type Profile } from './find-profile'

export type { Profile } from './find-profile'

/** The caller's own profile. @throws AppError `not_authenticated` */
export async function getProfile(ctx: Context): Promise<Profile> {
  const { userId } = requireActor(ctx)
  const profile = await findProfile(userId)
  if (!profile) throw new AppError('not_authenticated')
  return profile
}
