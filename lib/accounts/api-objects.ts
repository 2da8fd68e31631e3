import type { z } from 'zod'
import type { Profile } from './find-profile'
import type { PublicUser } from './public-user'
import type { profileObjectSchema, publicUserObjectSchema } from './schemas'

/** A profile as programs get it. */
export function profileObject(profile: Profile): z.input<typeof profileObjectSchema> {
  const { emailVerified, createdAt, updatedAt, lastLoginAt, passwordChangedAt, ...rest } = profile
  return {
    ...rest,
    is_email_verified: emailVerified !== null,
    avatar_url: null,
    date_joined: createdAt.toISOString(),
    creation_date: createdAt.toISOString(),
    last_updated: updatedAt.toISOString(),
    last_login: lastLoginAt?.toISOString() ?? null,
    last_password_change: passwordChangedAt?.toISOString() ?? null,
  }
}

/** Another user as programs get them. */
export function publicUserObject({ createdAt, ...user }: PublicUser): z.input<typeof publicUserObjectSchema> {
  return { ...user, avatar_url: null, date_joined: createdAt.toISOString() }
}
