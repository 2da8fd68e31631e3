import type { z } from 'zod'
import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { username as usernameField } from '@/lib/fields/schemas'
import { nameKey } from './name-key'
import type { updateProfileSchema } from './schemas'
import { usernameKey } from './username-key'

/**
 * Changes the caller's own profile: the given fields, each of them one that its owner may write (S50). None given is no
 * error. A username from an older service stays as it is when it is given unchanged.
 *
 * @throws AppError `not_authenticated`, `invalid_input` and `username_taken` (at `username`)
 */
export async function updateProfile(
  { username: wanted, ...others }: z.output<typeof updateProfileSchema>,
  ctx: Context,
): Promise<void> {
  const { userId } = requireActor(ctx)
  const username = wanted === undefined ? undefined : await newUsernameOf(userId, wanted)
  const input = username === undefined ? others : { username, ...others }
  const { name, bio, location, website, phone } = input
  // An update of nothing would find no row.
  if (Object.values(input).every((value) => value === undefined)) return
  const key = username === undefined ? undefined : usernameKey(username)
  try {
    await transaction(async (tx) => {
      const { count } = await tx.user.updateMany({
        where: { id: userId, disabledAt: null },
        data: { username, usernameKey: key, name, nameKey: name === undefined ? undefined : nameKey(name), bio, location, website, phone },
      })
      if (count === 0) throw new AppError('not_authenticated')
      await record(tx, ctx, { type: 'account.updated', userId, detail: { fields: Object.keys(input).join(',') } })
    })
  } catch (error) {
    if (isUniqueViolation(error, 'usernameKey')) throw AppError.atField('username_taken', 'username')
    throw error
  }
}

/** @returns a username by today's rules; undefined for one that breaks them, but is the present one */
async function newUsernameOf(userId: string, wanted: string): Promise<string | undefined> {
  const { success, data } = usernameField.safeParse(wanted)
  if (success) return data
  const db = await database()
  const present = await db.user.findUnique({ where: { id: userId }, select: { username: true } })
  if (present?.username !== wanted) throw AppError.atField('invalid_input', 'username', 'username_invalid')
  return undefined
}
