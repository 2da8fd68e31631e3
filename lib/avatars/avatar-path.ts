import type { AvatarSize } from './schemas'

/** Where a picture is served, on this site; null where there is none. */
export function avatarPath(hash: string | null, size: AvatarSize): string | null {
  return hash === null ? null : `/avatars/${hash}-${size}.webp`
}
