import { randomUUID } from 'node:crypto'
import { aUser, aUsername, GOOD_PASSWORD } from '../../lib/testing/operation-fixtures'

/** Someone at the keyboard: what they call themselves, and know by heart. */
export type Person = { username: string; email: string; name: string; password: string }

/** Someone whom the server has never heard of. */
export function aPerson(): Person {
  return { username: aUsername(), email: anAddress(), name: 'Ada Lovelace', password: GOOD_PASSWORD }
}

/** Someone who has an account, its address verified, in the test server's database. */
export async function aMember(overrides: Record<string, unknown> = {}): Promise<Person & { id: string }> {
  const { id, username, email, name } = await aUser({ email: anAddress(), name: 'Ada Lovelace', ...overrides })
  return { id, username, email, name, password: GOOD_PASSWORD }
}

/** Says nothing of the username, so that a page that shows one does not seem to show the other. */
function anAddress(): string {
  return `mail-${randomUUID().slice(0, 12)}@example.com`
}
