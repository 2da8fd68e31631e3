import { requireActor } from '@/lib/access/require-actor'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { startsWith } from '@/lib/db/starts-with'
import { nameKey } from '@/lib/fields/name-key'
import { PUBLIC_USER_COLUMNS, type PublicUser } from './public-user'
import { decodeUserCursor, encodeUserCursor, type UserCursor } from './user-cursor'
import { usernameKey } from '@/lib/fields/username-key'

/**
 * Written as a double negative: SQLite assumes that `deletionDueAt IS NULL` is rare and would scan that index, which
 * matches nearly all users, instead of the index that the page is ordered by.
 */
const ACTIVE = { NOT: [{ disabledAt: { not: null } }, { deletionDueAt: { not: null } }] }
const COLUMNS = { ...PUBLIC_USER_COLUMNS, usernameKey: true, nameKey: true } as const

type Page = { users: PublicUser[]; nextCursor: string | null }
type PageRequest = { cursor?: string | undefined; limit: number }

/**
 * Active users. Without a query: all, in the order of creation. With a query: those whose username starts with it, then
 * those where only the name does, both in alphabetical order. Every page is read by an index.
 *
 * @param query the start of the username or name; email addresses are not searched, so that nobody can guess them
 * @param cursor the `nextCursor` of the previous page
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

/** @param afterKey the last usernameKey of the previous page */
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
  // In this form the database reads one index range. "Greater key, or same key and greater id" would need more.
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
