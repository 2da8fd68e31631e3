import type { Context } from '@/lib/context'
import { assignAvatar } from './assign-avatar'

/** Takes the caller's picture away. Where there is none, that is no error. @throws AppError `not_authenticated` */
export async function removeAvatar(_input: object, ctx: Context): Promise<void> {
  await assignAvatar(null, ctx)
}
