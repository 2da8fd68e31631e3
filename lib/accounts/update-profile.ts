import type { z } from 'zod'
import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors/app-error'
import { nameKey } from './name-key'
import type { updateProfileSchema } from './schemas'
import { usernameKey } from './username-key'

/**
 * Changes the caller's own profile: the given fields, each of them one that its owner may write (S50). None given is no
 * error.
 *
 * @throws AppError `not_authenticated`, `username_taken` (at `username`)
 */
export async function updateProfile(input: z.output<typeof updateProfileSchema>, ctx: Context): Promise<void> {
  const { userId } = requireActor(ctx)
  const { username, name, bio, location, website, phone } = input
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
