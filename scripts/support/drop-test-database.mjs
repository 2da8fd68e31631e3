import { queryServer } from './query-server.mjs'

/**
 * Drops a database that createTestDatabase made.
 *
 * @param {string} serverUrl on which it was made
 * @param {string} url
 */
export async function dropTestDatabase(serverUrl, url) {
  // Open connections, such as those of a server that a failed test left behind, do not keep it.
  const force = serverUrl.startsWith('postgres') ? ' WITH (FORCE)' : ''
  await queryServer(serverUrl, [`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)}${force}`])
}
