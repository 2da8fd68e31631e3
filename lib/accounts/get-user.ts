import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { AppError } from '@/lib/errors/app-error'
import { PUBLIC_USER_COLUMNS, type PublicUser } from './public-user'

/** An active user as others see them. @throws AppError `not_authenticated`, `not_found` (also when inactive) */
export async function getUser({ id }: { id: string }, ctx: Context): Promise<PublicUser> {
  requireActor(ctx)
  const db = await database()
  const user = await db.user.findFirst({
    where: { id, disabledAt: null, deletionDueAt: null },
    select: PUBLIC_USER_COLUMNS,
  })
  if (!user) throw new AppError('not_found')
  return user
}
