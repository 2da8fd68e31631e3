import { migrate } from '@/lib/db/migrate'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { dropTestDatabase } from '../../scripts/support/drop-test-database.mjs'
import { bundleOperationProcess } from './bundle-operation-process'

/**
 * Makes once for the whole run what each test file uses: a migrated database that it begins with a copy of, where the
 * server can copy, and the program of further processes.
 */
export default async function makeTemplate() {
  const { file, remove } = await bundleOperationProcess()
  process.env.TEST_OPERATION_PROCESS = file
  const dropTemplate = await makeTemplateDatabase()
  return async () => {
    remove()
    await dropTemplate?.()
  }
}

async function makeTemplateDatabase() {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl?.startsWith('postgres')) return undefined
  const url = (process.env.TEST_TEMPLATE_URL = await createTestDatabase(serverUrl))
  await migrate(url)
  return () => dropTestDatabase(serverUrl, url)
}
