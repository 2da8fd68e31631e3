import { dropTestDatabase } from '../../scripts/support/drop-test-database.mjs'

/** Leaves nothing on a server that TEST_DATABASE_URL names. */
export default async function dropDatabases() {
  const {
    TEST_DATABASE_URL: serverUrl,
    E2E_OPTIONAL_DATABASE_URL: optionalUrl,
    E2E_API_DATABASE_URL: apiUrl,
  } = process.env
  if (serverUrl) for (const url of [optionalUrl, apiUrl]) await dropTestDatabase(serverUrl, String(url))
}
