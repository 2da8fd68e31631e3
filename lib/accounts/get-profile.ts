import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { database, type Transaction } from '@/lib/db/database'
import { AppError } from '@/lib/errors/app-error'

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
  createdAt: true,
  updatedAt: true,
  lastLoginAt: true,
  passwordChangedAt: true,
} as const

/** What a person sees of their own account. */
export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>

/** The caller's own profile. @throws AppError `not_authenticated` */
export async function getProfile(ctx: Context): Promise<Profile> {
  const { userId } = requireActor(ctx)
  const profile = await findProfile(await database(), userId)
  if (!profile) throw new AppError('not_authenticated')
  return profile
}

function findProfile(db: Transaction, userId: string) {
  return db.user.findUnique({ where: { id: userId }, select: PROFILE_COLUMNS })
}
