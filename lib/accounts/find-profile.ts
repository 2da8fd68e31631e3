import { column, readRow, statement } from '@/lib/db/statement'
import { byField, PROFILE_FIELDS } from './schemas'

/** Of the table "User", whatever it is called in a statement. */
export const PROFILE_COLUMNS = {
  id: column.text,
  number: column.wholeOrNull,
  ...byField(PROFILE_FIELDS, () => column.text),
  email: column.text,
  emailVerified: column.timeOrNull,
  role: column.text,
  avatarHash: column.textOrNull,
  createdAt: column.time,
  updatedAt: column.time,
  lastLoginAt: column.timeOrNull,
  passwordChangedAt: column.timeOrNull,
}

/** What a person sees of their own account. */
export type Profile = { [Name in keyof typeof PROFILE_COLUMNS]: ReturnType<(typeof PROFILE_COLUMNS)[Name]> }

const PROFILE = statement({
  name: 'profile',
  sql: `SELECT ${Object.keys(PROFILE_COLUMNS)
    .map((name) => `"${name}"`)
    .join(', ')} FROM "User" WHERE "id" = ?`,
  columns: PROFILE_COLUMNS,
})

/** A user's own view of the account; null if it does not exist. Authorization is up to the caller. */
export async function findProfile(userId: string): Promise<Profile | null> {
  return readRow(PROFILE, [userId])
}
