import type { z } from 'zod'
import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { AppError } from '@/lib/errors/app-error'
import type { updateProfileSchema } from './schemas'
import { updateProfile } from './update-profile'

/**
 * Changes the profile of the user with an id, who must be the caller.
 *
 * @throws AppError `not_authenticated`, `forbidden` for any other id (existing or not), `invalid_input`,
 *   `username_taken`
 */
export async function updateUser(
  { id, ...input }: z.output<typeof updateProfileSchema> & { id: string },
  ctx: Context,
): Promise<void> {
  if (requireActor(ctx).userId !== id) throw new AppError('forbidden')
  await updateProfile(input, ctx)
}
