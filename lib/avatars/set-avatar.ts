import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { requireUnderLimit } from '@/lib/rate-limit/limiter'
import { assignAvatar } from './assign-avatar'
import { makeAvatar } from './make-avatar'

/**
 * Sets the caller's avatar from an uploaded image. When the image is refused, the previous avatar stays.
 *
 * @throws AppError `not_authenticated`, `too_many_requests`, `image_not_supported`, `image_broken`, `image_not_plain`,
 *   `image_too_large` (these at `avatar`), `busy`
 */
export async function setAvatar({ picture }: { picture: Uint8Array }, ctx: Context): Promise<void> {
  const { userId } = requireActor(ctx)
  await requireUnderLimit('avatar:account', userId)
  await assignAvatar(await makeAvatar(picture), ctx)
}
