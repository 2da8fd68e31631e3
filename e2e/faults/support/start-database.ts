import { startMariadb } from '../../../scripts/support/start-mariadb.mjs'
import { startPostgresql } from '../../../scripts/support/start-postgresql.mjs'
import type { FaultRun } from './fault'

/** What `--databases` may name, in this order. */
export const DATABASES = ['sqlite', 'postgresql', 'mysql'] as const
export type FaultDatabase = (typeof DATABASES)[number]
/** One of those that are processes. */
export type DatabaseServer = Exclude<FaultDatabase, 'sqlite'>

const SERVERS = {
  postgresql: { name: 'PostgreSQL', start: () => startPostgresql() },
  mysql: { name: 'MariaDB', start: startMariadb },
}

/**
 * A database server of a script's own, which is stopped with it; null, and said so, where there can be none; with CI
 * set that is a failure.
 */
export async function startDatabase(
  { report, onEnd }: FaultRun,
  kind: DatabaseServer,
  start: typeof startMariadb = SERVERS[kind].start,
) {
  const { name } = SERVERS[kind]
  try {
    const server = await start()
    onEnd(() => server.stop())
    return { ...server, name }
  } catch (error) {
    report.lack(name, (error as Error).message)
    return null
  }
}
