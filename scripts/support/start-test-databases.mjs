import { queryServer } from './query-server.mjs'
import { startMariadb } from './start-mariadb.mjs'
import { startPostgresql } from './start-postgresql.mjs'

/**
 * @typedef {object} TestDatabase
 * @property {string} name
 * @property {string | undefined} serverUrl where its databases are made; SQLite has none
 * @property {string | undefined} missing why there is none
 * @property {() => Promise<void>} stop
 */

const SERVERS = {
  postgresql: { name: 'PostgreSQL', variable: 'TEST_POSTGRES_URL', start: startPostgresql },
  mysql: { name: 'MariaDB', variable: 'TEST_MYSQL_URL', start: startMariadb },
}

/** What `--databases` may name. */
export const TEST_DATABASES = ['sqlite', 'postgresql', 'mysql']

/**
 * Makes the databases ready that tests are to run on: servers that settings name, else some of our own on this machine.
 *
 * @param {string[]} wanted of TEST_DATABASES
 * @returns {Promise<TestDatabase[]>} in the order of TEST_DATABASES
 */
export async function startTestDatabases(wanted) {
  const databases = []
  // One after the other: a signal in the meantime ends what is being made, and waits for it before its folder goes.
  for (const kind of TEST_DATABASES.filter((candidate) => wanted.includes(candidate))) databases.push(await start(kind))
  return databases
}

/**
 * @param {string} kind
 * @returns {Promise<TestDatabase>}
 */
async function start(kind) {
  const none = { serverUrl: undefined, missing: undefined, stop: async () => {} }
  if (kind === 'sqlite') return { ...none, name: 'SQLite' }
  const server = SERVERS[/** @type {'postgresql' | 'mysql'} */ (kind)]
  const { name } = server
  try {
    const given = process.env[server.variable]
    if (given) {
      await queryServer(given, ['SELECT 1'])
      return { ...none, name, serverUrl: given }
    }
    const { url, stop } = await server.start()
    return { ...none, name, serverUrl: url, stop }
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    return {
      ...none,
      name,
      missing: `${reason}. Set ${server.variable} to a server whose account may create databases.`,
    }
  }
}
