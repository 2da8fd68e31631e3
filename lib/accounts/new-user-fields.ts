import { nameKey } from '@/lib/fields/name-key'
import { usernameKey } from '@/lib/fields/username-key'

type NewUser = { username: string; email: string; name: string; passwordHash: string | null }

/** What the row of a new account says of its person, with the keys by which usernames are unique and people are searched. */
export function newUserFields({ username, email, name, passwordHash }: NewUser) {
  return { username, usernameKey: usernameKey(username), email, name, nameKey: nameKey(name), passwordHash }
}
