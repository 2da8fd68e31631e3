import type { z } from 'zod'
import { requireActor } from '@/lib/access/require-actor'
import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { transaction } from '@/lib/db/transaction'
import { AppError, type FieldErrors } from '@/lib/errors/app-error'
import { getProfile } from './get-profile'
import { nameKey } from '@/lib/fields/name-key'
import { byField, PROFILE_FIELDS, profileFieldSchemas, type updateProfileSchema } from './schemas'
import { usernameKey } from '@/lib/fields/username-key'

type Input = z.output<typeof updateProfileSchema>

/**
 * Changes the given fields of the caller's own profile. The owner may write all of them (S50). Giving none is not an
 * error. An imported value that breaks today's rules may be sent unchanged. `updatedAt` changes if a value differs.
 *
 * @throws AppError `not_authenticated`, `invalid_input` (by field) and `username_taken` (at `username`)
 */
export async function updateProfile(given: Input, ctx: Context): Promise<void> {
  const { userId } = requireActor(ctx)
  const input = await changesOf(userId, given)
  const { username, name } = input
  // An empty update would match no row.
  if (Object.values(input).every((value) => value === undefined)) return
  const before = await getProfile(ctx)
  // A form sends every field, changed or not.
  const isChanged = Object.entries(input).some(
    ([field, value]) => value !== undefined && value !== before[field as keyof typeof input],
  )
  const key = username === undefined ? undefined : usernameKey(username)
  try {
    await transaction(async (tx) => {
      const { count } = await tx.user.updateMany({
        where: { id: userId, disabledAt: null },
        data: {
          ...input,
          usernameKey: key,
          nameKey: name === undefined ? undefined : nameKey(name),
          updatedAt: isChanged ? ctx.now : undefined,
        },
      })
      if (count === 0) throw new AppError('not_authenticated')
      await record(tx, ctx, { type: 'account.updated', userId, detail: { fields: Object.keys(input).join(',') } })
    })
  } catch (error) {
    if (isUniqueViolation(error, 'usernameKey')) throw AppError.atField('username_taken', 'username')
    throw error
  }
}

/**
 * @returns the values that today's rules accept, without current values that break them
 * @throws AppError `invalid_input` for new values that break them, by field
 */
async function changesOf(userId: string, given: Input): Promise<Input> {
  const changes: Input = {}
  const refused: FieldErrors = {}
  for (const name of PROFILE_FIELDS) {
    const value = given[name]
    if (value === undefined) continue
    const { data, error } = profileFieldSchemas[name].safeParse(value)
    if (error) refused[name] = error.issues.map(({ message }) => message)
    else changes[name] = data
  }
  const fieldErrors = Object.keys(refused).length === 0 ? refused : await withoutPresent(userId, given, refused)
  if (Object.keys(fieldErrors).length > 0) throw new AppError('invalid_input', { fieldErrors })
  return changes
}

async function withoutPresent(userId: string, given: Input, refused: FieldErrors): Promise<FieldErrors> {
  const db = await database()
  const present = await db.user.findUnique({
    where: { id: userId },
    select: byField(PROFILE_FIELDS, () => true),
  })
  const isPresent = (name: string) => {
    const field = name as keyof typeof profileFieldSchemas
    return comparable(given[field]) === comparable(present?.[field])
  }
  return Object.fromEntries(Object.entries(refused).filter(([name]) => !isPresent(name)))
}

/** Forms send line breaks as CRLF. */
const comparable = (text: string | undefined) => text?.replace(/\r\n?/g, '\n').trim()
