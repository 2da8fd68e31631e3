import type { Context } from '@/lib/context'
import { assignAvatar } from './assign-avatar'

/** Removes the caller's avatar. Without one it does nothing. @throws AppError `not_authenticated` */
export async function removeAvatar(_input: object, ctx: Context): Promise<void> {
  await assignAvatar(null, ctx)
}
