import type { Context } from '@/lib/context'
import { newId } from '@/lib/db/new-id'
import { nameKey } from '@/lib/fields/name-key'
import { usernameKey } from '@/lib/fields/username-key'

type NewUser = {
  username: string
  email: string
  name: string
  passwordHash: string | null
  /** When the email address was verified; null if it was not. */
  emailVerified: Date | null
  role?: 'user' | 'admin'
  /** The language of the person's pages and emails, if they have chosen one. */
  locale?: string | null | undefined
  createdAt?: Date
}

/**
 * The row of a new account, with the keys for unique usernames and for search. Everything that creates an account uses
 * it. Take the account's number in the same transaction.
 */
export function newUserRow(
  { username, email, name, passwordHash, emailVerified, role = 'user', locale = null, createdAt }: NewUser,
  ctx: Pick<Context, 'now'>,
) {
  return {
    id: newId(),
    username,
    usernameKey: usernameKey(username),
    email,
    emailVerified,
    name,
    nameKey: nameKey(name),
    role,
    passwordHash,
    locale,
    createdAt: createdAt ?? ctx.now,
    updatedAt: ctx.now,
  }
}
