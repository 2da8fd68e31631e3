import { database } from '@/lib/db/database'

const PROFILE_COLUMNS = {
  id: true,
  username: true,
  name: true,
  email: true,
  emailVerified: true,
  role: true,
  bio: true,
  location: true,
  website: true,
  phone: true,
  avatarHash: true,
  createdAt: true,
  updatedAt: true,
  lastLoginAt: true,
  passwordChangedAt: true,
} as const

/** What a person sees of their own account. */
export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>

/** A user's own view of the account; null when there is none. The caller sees to it that this is whose it is. */
export async function findProfile(userId: string) {
  const db = await database()
  return db.user.findUnique({ where: { id: userId }, select: PROFILE_COLUMNS })
}
