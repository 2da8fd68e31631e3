import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { queryDatabase } from './query-database'

/** A database with nothing in it, of the kind that the tests run on: on the server of TEST_DATABASE_URL, or a SQLite file. */
export async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const serverUrl = process.env.TEST_DATABASE_URL
  if (!serverUrl) {
    const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-empty-'))
    return { url: `file:${path.join(folder, 'empty.db')}`, drop: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const name = `vestibule_empty_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  await queryDatabase(serverUrl, `CREATE DATABASE ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const force = serverUrl.startsWith('postgres') ? ' WITH (FORCE)' : ''
  return {
    url: url.href,
    async drop() {
      await queryDatabase(serverUrl, `DROP DATABASE ${name}${force}`)
    },
  }
}
