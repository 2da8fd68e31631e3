import type { z } from 'zod'
import { avatarPath } from '@/lib/avatars/avatar-path'
import { config } from '@/lib/config/config'
import type { Profile } from './find-profile'
import type { PublicUser } from './public-user'
import type { profileObjectSchema, publicUserObjectSchema } from './schemas'

/** A profile as API clients receive it. */
export function profileObject(profile: Profile): z.input<typeof profileObjectSchema> {
  const { emailVerified, createdAt, updatedAt, lastLoginAt, passwordChangedAt, avatarHash, ...rest } = profile
  return {
    ...rest,
    is_email_verified: emailVerified !== null,
    avatar_url: avatarUrl(avatarHash),
    date_joined: createdAt.toISOString(),
    creation_date: createdAt.toISOString(),
    last_updated: updatedAt.toISOString(),
    last_login: lastLoginAt?.toISOString() ?? null,
    last_password_change: passwordChangedAt?.toISOString() ?? null,
  }
}

/** Another user as API clients receive them. */
export function publicUserObject({
  createdAt,
  avatarHash,
  ...user
}: PublicUser): z.input<typeof publicUserObjectSchema> {
  return { ...user, avatar_url: avatarUrl(avatarHash), date_joined: createdAt.toISOString() }
}

/** Absolute, because pages of other sites use it. */
function avatarUrl(hash: string | null): string | null {
  const path = avatarPath(hash, 256)
  return path && `${config().appUrl}${path}`
}
