import { migrate } from '@/lib/db/migrate'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { dropTestDatabase } from '../../scripts/support/drop-test-database.mjs'

/** Migrates one database for the whole run, which each test file begins with a copy of, where the server can copy. */
export default async function makeTemplate() {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl?.startsWith('postgres')) return undefined
  const url = (process.env.TEST_TEMPLATE_URL = await createTestDatabase(serverUrl))
  await migrate(url)
  return () => dropTestDatabase(serverUrl, url)
}
