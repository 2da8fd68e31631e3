import { randomUUID } from 'node:crypto'
import { queryServer } from './query-server.mjs'

/**
 * A new database on a server for tests.
 *
 * @param {string} serverUrl of a database that is there, and of an account that may create others
 * @param {string} [templateUrl] a database to begin as a copy of, on PostgreSQL
 * @returns {Promise<string>} its URL
 */
export async function createTestDatabase(serverUrl, templateUrl) {
  const name = `vestibule_test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const template = templateUrl ? ` TEMPLATE ${new URL(templateUrl).pathname.slice(1)}` : ''
  await queryServer(serverUrl, [`CREATE DATABASE ${name}${template}`])
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
