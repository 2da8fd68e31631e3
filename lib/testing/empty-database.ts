import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { dropTestDatabase } from '../../scripts/support/drop-test-database.mjs'

/**
 * A database with nothing in it, of the kind that the tests run on: on the server of TEST_DATABASE_URL, or a SQLite
 * file.
 */
export async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (serverUrl) {
    const url = await createTestDatabase(serverUrl)
    return { url, drop: () => dropTestDatabase(serverUrl, url) }
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-empty-'))
  return {
    url: `file:${path.join(folder, 'empty.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  }
}
