import type { AvatarSize } from './schemas'

/** The path of an avatar on this site; null without an avatar. */
export function avatarPath(hash: string | null, size: AvatarSize): string | null {
  return hash === null ? null : `/avatars/${hash}-${size}.webp`
}
