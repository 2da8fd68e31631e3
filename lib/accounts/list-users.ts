import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { startsWith } from '@/lib/db/starts-with'
import { nameKey } from './name-key'
import { PUBLIC_USER_COLUMNS, type PublicUser } from './public-user'
import { usernameKey } from './username-key'

const ACTIVE = { disabledAt: null, deletionDueAt: null } as const

/**
 * Active users in the order of their ids, which is that of their making.
 *
 * @param query prefix of username or name, folded; never of an address, which would let addresses be guessed
 * @param cursor the id after which the page begins
 * @returns the page, and the cursor of the next one or null
 * @throws AppError `not_authenticated`
 */
export async function listUsers(
  { query, cursor, limit }: { query?: string | undefined; cursor?: string | undefined; limit: number },
  ctx: Context,
): Promise<{ users: PublicUser[]; nextCursor: string | null }> {
  requireActor(ctx)
  const db = await database()
  const prefix = query
    ? { OR: [{ usernameKey: startsWith(usernameKey(query)) }, { nameKey: startsWith(nameKey(query)) }] }
    : {}
  const users = await db.user.findMany({
    where: { ...ACTIVE, ...prefix, ...(cursor ? { id: { gt: cursor } } : {}) },
    orderBy: { id: 'asc' },
    take: limit + 1,
    select: PUBLIC_USER_COLUMNS,
  })
  const page = users.slice(0, limit)
  return { users: page, nextCursor: users.length > limit ? (page.at(-1)?.id ?? null) : null }
}
