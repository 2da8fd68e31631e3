import { column, readRow, statement } from '@/lib/db/statement'
import { byField, PROFILE_FIELDS } from './schemas'

/** Columns of the table "User", without a table alias. */
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

/** What users see of their own account. */
export type Profile = { [Name in keyof typeof PROFILE_COLUMNS]: ReturnType<(typeof PROFILE_COLUMNS)[Name]> }

const PROFILE = statement({
  name: 'profile',
  sql: `SELECT ${Object.keys(PROFILE_COLUMNS)
    .map((name) => `"${name}"`)
    .join(', ')} FROM "User" WHERE "id" = ?`,
  columns: PROFILE_COLUMNS,
})

/** A user's own view of the account; null when the account does not exist. Authorisation is the caller's job. */
export async function findProfile(userId: string): Promise<Profile | null> {
  return readRow(PROFILE, [userId])
}
