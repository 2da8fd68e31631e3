import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { migrate } from '@/lib/db/migrate'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { dropTestDatabase } from '../../scripts/support/drop-test-database.mjs'
import { disconnect } from './disconnect'
import { forgetSingletons } from './forget-singletons'
import { keepEnvironment, withConfig } from './with-config'

/*
 * Every test file gets a migrated database of its own: on the server that TEST_DATABASE_URL names, or a SQLite file.
 */
const { TEST_DATABASE_URL: serverUrl, TEST_TEMPLATE_URL: templateUrl } = process.env
const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-test-'))
const url = serverUrl ? await createTestDatabase(serverUrl, templateUrl) : `file:${path.join(folder, 'test.db')}`
// Work that an earlier file started late may have opened its database again.
await leaveNothing()
process.env.DATABASE_URL = url
keepEnvironment()
if (!templateUrl) await migrate(url)

afterAll(async () => {
  withConfig({})
  await leaveNothing()
  if (serverUrl) await dropTestDatabase(serverUrl, url)
  rmSync(folder, { recursive: true, force: true })
})

/** The next test file may run in this process. */
async function leaveNothing() {
  await disconnect()
  forgetSingletons()
}
