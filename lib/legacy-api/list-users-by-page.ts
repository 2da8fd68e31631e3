import { requireActor } from '@/lib/access/require-actor'
import { nameKey } from '@/lib/fields/name-key'
import { PUBLIC_USER_COLUMNS, type PublicUser } from '@/lib/accounts/public-user'
import { usernameKey } from '@/lib/fields/username-key'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { startsWith } from '@/lib/db/starts-with'
import { AppError } from '@/lib/errors/app-error'

/** With LEGACY_USER_LIST=array: the array's clients never asked for more, and one answer must stay one. */
const MAX_ARRAY_USERS = 1000

type UserPage = { users: PublicUser[]; count: number; page: number; pages: number }

/**
 * Active users in numbered pages, in the order in which they joined, with their count: Django REST Framework's
 * PageNumberPagination. A later page takes the longer the further back it is.
 *
 * @param search how the username or name begins, folded; never an email address, which would let addresses be guessed
 * @param page from 1, or `last`
 * @throws AppError `not_authenticated`, `not_found` for a page past the last one
 */
export async function listUsersByPage(
  { search, page = '1' }: { search?: string | undefined; page?: string | undefined },
  ctx: Context,
): Promise<UserPage> {
  requireActor(ctx)
  const db = await database()
  const { legacyPageSize } = config()
  const where = whereOf(search)
  const count = await db.user.count({ where })
  const pages = Math.max(1, Math.ceil(count / legacyPageSize))
  const number = page === 'last' ? pages : /^[1-9]\d{0,8}$/.test(page) ? Number(page) : 0
  if (number < 1 || number > pages) throw new AppError('not_found')
  const users = await db.user.findMany({
    where,
    orderBy: { number: 'asc' },
    skip: (number - 1) * legacyPageSize,
    take: legacyPageSize,
    select: PUBLIC_USER_COLUMNS,
  })
  return { users, count, page: number, pages }
}

/** The same as one array, of at most 1000. @throws AppError `not_authenticated` */
export async function listUsersAsArray(
  { search }: { search?: string | undefined },
  ctx: Context,
): Promise<PublicUser[]> {
  requireActor(ctx)
  const db = await database()
  return db.user.findMany({
    where: whereOf(search),
    orderBy: { number: 'asc' },
    take: MAX_ARRAY_USERS,
    select: PUBLIC_USER_COLUMNS,
  })
}

function whereOf(search: string | undefined) {
  const isActive = { disabledAt: null, deletionDueAt: null, number: { not: null } }
  return search
    ? { ...isActive, OR: [{ usernameKey: startsWith(usernameKey(search)) }, { nameKey: startsWith(nameKey(search)) }] }
    : isActive
}
