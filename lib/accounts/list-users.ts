import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { startsWith } from '@/lib/db/starts-with'
import { nameKey } from '@/lib/fields/name-key'
import { PUBLIC_USER_COLUMNS, type PublicUser } from './public-user'
import { decodeUserCursor, encodeUserCursor, type UserCursor } from './user-cursor'
import { usernameKey } from '@/lib/fields/username-key'

/**
 * In two negatives, since SQLite takes `deletionDueAt IS NULL` for the rare case and would go by that index, through
 * nearly all users, instead of by the one that the page is ordered by.
 */
const ACTIVE = { NOT: [{ disabledAt: { not: null } }, { deletionDueAt: { not: null } }] }
const COLUMNS = { ...PUBLIC_USER_COLUMNS, usernameKey: true, nameKey: true } as const

type Page = { users: PublicUser[]; nextCursor: string | null }
type PageRequest = { cursor?: string | undefined; limit: number }

/**
 * Active users: all in the order of their making; or those whose username begins with what is looked for, and after
 * them those whose name alone does, each in the order of the letters. However many there are, an index leads to a page.
 *
 * @param query how the username or name begins, folded; never an address, which would let addresses be guessed
 * @param cursor of the page before
 * @returns the page, and the cursor of the next one or null
 * @throws AppError `not_authenticated`, `invalid_input`
 */
export async function listUsers(
  { query, ...request }: PageRequest & { query?: string | undefined },
  ctx: Context,
): Promise<Page> {
  requireActor(ctx)
  return query ? search(query, request) : listAll(request)
}

async function listAll({ cursor, limit }: PageRequest): Promise<Page> {
  const db = await database()
  const users = await db.user.findMany({
    where: { ...ACTIVE, id: { gt: cursor ?? '' } },
    orderBy: { id: 'asc' },
    take: limit + 1,
    select: PUBLIC_USER_COLUMNS,
  })
  const page = users.slice(0, limit)
  return { users: page, nextCursor: users.length > limit ? (page.at(-1)?.id ?? null) : null }
}

async function search(query: string, { cursor, limit }: PageRequest): Promise<Page> {
  const after = cursor === undefined ? null : decodeUserCursor(cursor)
  const byUsername = after?.by === 'name' ? [] : await findByUsername(query, after?.key, limit + 1)
  const byName = await findByName(query, after?.by === 'name' ? after : null, limit + 1 - byUsername.length)
  const found = [
    ...byUsername.map((user) => ({ user, place: { by: 'username', key: user.usernameKey } as const })),
    ...byName.map((user) => ({ user, place: { by: 'name', key: user.nameKey, id: user.id } as const })),
  ]
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    users: page.map(({ user: { usernameKey: _, nameKey: __, ...user } }) => user),
    nextCursor: found.length > limit && last ? encodeUserCursor(last.place) : null,
  }
}

/** @param afterKey the usernameKey that the page before ended with */
async function findByUsername(query: string, afterKey: string | undefined, take: number) {
  const db = await database()
  const isNotLast = afterKey === undefined ? {} : { usernameKey: { not: afterKey } }
  return db.user.findMany({
    where: { ...ACTIVE, AND: [{ usernameKey: startsWith(usernameKey(query), afterKey) }, isNotLast] },
    orderBy: { usernameKey: 'asc' },
    take,
    select: COLUMNS,
  })
}

async function findByName(query: string, after: Extract<UserCursor, { by: 'name' }> | null, take: number) {
  if (take <= 0) return []
  const db = await database()
  // In this form, not as "greater key, or the same and greater id", one range of the index is the whole plan.
  const isPast = after ? [{ NOT: { nameKey: after.key, id: { lte: after.id } } }] : []
  return db.user.findMany({
    where: {
      ...ACTIVE,
      nameKey: startsWith(nameKey(query), after?.key),
      AND: [{ NOT: { usernameKey: startsWith(usernameKey(query)) } }, ...isPast],
    },
    orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
    take,
    select: COLUMNS,
  })
}
