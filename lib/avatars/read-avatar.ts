import { database } from '@/lib/db/database'
import type { AvatarSize } from './schemas'

/**
 * An avatar's file in one size; null when it does not exist. Anyone who knows its URL may read it: pages of other sites
 * show avatars too.
 */
export async function readAvatar({
  hash,
  size,
}: {
  hash: string
  size: AvatarSize
}): Promise<Uint8Array<ArrayBuffer> | null> {
  const db = await database()
  const columns = { pixels96: size === 96, pixels256: size === 256, pixels512: size === 512 }
  const avatar = await db.avatar.findUnique({ where: { hash }, select: columns })
  return avatar?.[`pixels${size}`] ?? null
}
