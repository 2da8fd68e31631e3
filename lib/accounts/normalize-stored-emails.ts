import { driver } from '@/lib/db/driver'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import type { Provider } from '@/lib/db/provider'
import { column, readRows, statement, type Statement } from '@/lib/db/statement'
import { writeTogether } from '@/lib/db/write-together'
import { emailKey } from '@/lib/fields/email-address'

/** Matches what a normalised email address never contains: capital letters and non-ASCII characters. */
const SUSPECTS: Record<Provider, string> = {
  sqlite: `"email" <> lower("email") OR "email" GLOB '*[^ -~]*'`,
  postgresql: `"email" <> lower("email") OR "email" ~ '[^ -~]'`,
  mysql: `BINARY "email" <> BINARY lower("email") OR "email" REGEXP '[^ -~]'`,
}

/**
 * Rewrites the email addresses of accounts that are not in the normalised form of `parseEmailAddress`, such as rows
 * inserted by hand with a domain in Unicode or in capitals, so that every lookup finds them. Reads one index when there
 * are none. Safe to run in several processes at once.
 *
 * @returns how many were rewritten, and the ids of accounts whose normalised address another account already has: these
 *   are left unchanged
 */
export async function normalizeStoredEmails(): Promise<{ rewritten: number; duplicateIds: string[] }> {
  const { provider } = await driver()
  const users = await readRows(
    statement({
      name: 'users-of-suspect-email',
      sql: `SELECT "id", "email" FROM "User" WHERE ${SUSPECTS[provider]}`,
      columns: { id: column.text, email: column.text },
    }),
    [],
  )
  const result = { rewritten: 0, duplicateIds: [] as string[] }
  for (const { id, email } of users) {
    const key = emailKey(email)
    if (key === email) continue
    try {
      // A link only works for the email address it was sent to.
      const changes = [USER_EMAIL, TOKEN_EMAIL].map((change) => ({ statement: change, values: [key, id, email] }))
      await writeTogether(changes)
      result.rewritten++
    } catch (error) {
      if (!isUniqueViolation(error, 'email')) throw error
      result.duplicateIds.push(id)
    }
  }
  return result
}

const USER_EMAIL: Statement = {
  name: 'rewrite-email',
  sql: 'UPDATE "User" SET "email" = ? WHERE "id" = ? AND "email" = ?',
  columns: {},
}
const TOKEN_EMAIL: Statement = {
  name: 'rewrite-email-of-tokens',
  sql: 'UPDATE "OneTimeToken" SET "email" = ? WHERE "userId" = ? AND "email" = ?',
  columns: {},
}
