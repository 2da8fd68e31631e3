import { randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { installByApt, isRoot, isRootOnDebian } from '../install/debian.mjs'
import { freePort } from './ports.mjs'
import { run } from './run.mjs'
import { progress } from './print.mjs'
import { temporaryDatabaseServer, temporaryFolder } from './temporary-database-server.mjs'

/**
 * A MariaDB server on this machine for the tests; on Debian, root has it installed where it is missing. What it does by
 * default is made as unlike us as may be met (time zone, character set, no strict mode): our own settings must hold.
 *
 * @throws Error with the reason, when there can be none
 */
export async function startMariadb() {
  const { server, installer } = await findOrInstall()
  const folder = temporaryFolder('vestibule-mariadb-')
  const data = path.join(folder, 'data')
  // Without --user it refuses to run as root; where it is not root, it takes no notice.
  const shared = ['--no-defaults', `--datadir=${data}`, ...(isRoot() ? ['--user=root'] : [])]
  const made = await run(installer, [...shared, '--auth-root-authentication-method=normal', '--skip-test-db'])
  if (!made.isOk) throw new Error(made.output.trim().split('\n').at(-1))

  const [password, port] = [randomUUID(), await freePort()]
  const account = path.join(folder, 'account.sql')
  writeFileSync(
    account,
    `CREATE USER vestibule@'%' IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO vestibule@'%' WITH GRANT OPTION;\n`,
  )
  const settings = {
    'init-file': account,
    'bind-address': '127.0.0.1',
    port: String(port),
    socket: path.join(folder, 'socket'),
    'pid-file': path.join(folder, 'pid'),
    'max-connections': '200',
    'character-set-server': 'latin1',
    'default-time-zone': '+05:30',
    'sql-mode': '',
    // Nothing outlives the tests.
    'innodb-flush-method': 'nosync',
    'innodb-flush-log-at-trx-commit': '0',
    'innodb-doublewrite': '0',
    'innodb-log-file-size': '32M',
    'innodb-buffer-pool-size': '64M',
  }
  return temporaryDatabaseServer({
    command: server,
    args: [...shared, '--skip-name-resolve', ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)],
    url: `mysql://vestibule:${password}@127.0.0.1:${port}/mysql`,
    folder,
    stopSignal: 'SIGKILL',
  })
}

async function findOrInstall() {
  const found = find()
  if (found) return found
  if (!isRootOnDebian())
    throw new Error('there is no MariaDB on this machine, and only root on Debian has it installed')
  // The server alone, without the package that starts one for the whole machine. What makes its folder uses a client's
  // program.
  const packages = ['mariadb-server-core', 'mariadb-client-core']
  await progress('Installing MariaDB for the tests', () => installByApt(packages))
  const installed = find()
  if (!installed) throw new Error(`apt-get could not install ${packages.join(' and ')}`)
  return installed
}

function find() {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter).filter(Boolean), '/usr/sbin', '/usr/local/sbin']
  const [server, installer, defaults] = ['mariadbd', 'mariadb-install-db', 'my_print_defaults'].map((name) =>
    folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)),
  )
  return server && installer && defaults ? { server, installer } : null
}
