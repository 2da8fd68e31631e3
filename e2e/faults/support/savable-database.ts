import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createTestDatabase } from '../../../scripts/support/create-test-database.mjs'
import { run as runProcess } from '../../../scripts/support/run.mjs'
import { startPostgresql } from '../../../scripts/support/start-postgresql.mjs'
import type { FaultRun } from './fault'
import { isWhole } from './is-whole'
import { openSqlite } from './open-sqlite'
import { startDatabase, type FaultDatabase } from './start-database'

type Done = { isOk: boolean; output: string }

/** A database that can be backed up and restored, each time by the commands of docs/operating.md. */
type SavableDatabase = {
  name: string
  url: string
  save: () => Promise<Done>
  /** In its own place (a file), or into another database beside it, which is empty. The server is stopped. */
  restore: () => Promise<Done & { url: string }>
}

const DEBIAN_POSTGRESQL = '/usr/lib/postgresql'

/** A new database, whose backups go to a folder; null, and said so, where the tools of the engine are missing. */
export async function startSavableDatabase(
  run: FaultRun,
  kind: FaultDatabase,
  folder: string,
): Promise<SavableDatabase | null> {
  switch (kind) {
    case 'sqlite':
      return savableSqlite(folder)
    case 'postgresql':
      return savablePostgresql(run, folder)
    case 'mysql':
      return savableMariadb(run, folder)
  }
}

function savableSqlite(folder: string): SavableDatabase {
  const file = path.join(folder, 'server.db')
  const url = `file:${file}`
  const copy = path.join(folder, 'backup.db')
  return {
    name: 'SQLite',
    url,
    async save() {
      const db = await openSqlite(url)
      await db.run(`VACUUM INTO '${copy}'`)
      await db.close()
      return { isOk: true, output: '' }
    },
    async restore() {
      for (const old of [file, `${file}-wal`, `${file}-shm`]) rmSync(old, { force: true })
      copyFileSync(copy, file)
      return { isOk: await isWhole(url), output: '', url }
    },
  }
}

/** pg_dump refuses a server that is newer than itself: hence the one that stands beside it. */
async function savablePostgresql(run: FaultRun, folder: string): Promise<SavableDatabase | null> {
  const tools = postgresqlTools()
  if (!tools) {
    run.report.lack('PostgreSQL', 'there is no server with its pg_dump on this machine')
    return null
  }
  const database = await startDatabase(run, 'postgresql', () => startPostgresql(tools))
  if (!database) return null
  const url = await createTestDatabase(database.url)
  const file = path.join(folder, 'vestibule.dump')
  return {
    name: database.name,
    url,
    save: () => runProcess(tools.pg_dump, ['--format=custom', `--file=${file}`, url]),
    async restore() {
      const empty = await createTestDatabase(database.url)
      return { ...(await runProcess(tools.pg_restore, ['--exit-on-error', `--dbname=${empty}`, file])), url: empty }
    },
  }
}

async function savableMariadb(run: FaultRun, folder: string): Promise<SavableDatabase | null> {
  const database = await startDatabase(run, 'mysql')
  if (!database) return null
  const url = await createTestDatabase(database.url)
  const file = path.join(folder, 'vestibule.sql')
  return {
    name: database.name,
    url,
    save: () =>
      runMariadb('mariadb-dump', url, (name) => ['--single-transaction', '--quick', `--result-file=${file}`, name]),
    async restore() {
      const empty = await createTestDatabase(database.url)
      return { ...(await runMariadb('mariadb', empty, (name) => [`--execute=source ${file}`, name])), url: empty }
    },
  }
}

function runMariadb(command: string, url: string, args: (database: string) => string[]): Promise<Done> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const account = ['--no-defaults', `--host=${hostname}`, `--port=${port}`, `--user=${username}`]
  return runProcess(command, [...account, ...args(pathname.slice(1))], { env: { MYSQL_PWD: password } })
}

function postgresqlTools() {
  const versions = existsSync(DEBIAN_POSTGRESQL) ? readdirSync(DEBIAN_POSTGRESQL).toSorted().toReversed() : []
  const folders = versions.map((version) => path.join(DEBIAN_POSTGRESQL, version, 'bin'))
  const names = ['initdb', 'postgres', 'pg_dump', 'pg_restore'] as const
  const folder = [...folders, ...(process.env.PATH ?? '').split(path.delimiter)].find((candidate) =>
    names.every((name) => existsSync(path.join(candidate, name))),
  )
  if (!folder) return null
  const [initdb, postgres, pg_dump, pg_restore] = names.map((name) => path.join(folder, name))
  return {
    initdb: String(initdb),
    postgres: String(postgres),
    pg_dump: String(pg_dump),
    pg_restore: String(pg_restore),
  }
}
