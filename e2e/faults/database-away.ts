import { PrismaLibSql } from '@prisma/adapter-libsql'
import type { Transaction } from '@prisma/driver-adapter-utils'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { goThrough } from './support/go-through'
import type { Fault, FaultRun } from './support/fault'
import { TELLS_MEMORY } from './support/live-megabytes'
import { signalTree } from './support/process-tree'
import { startDatabase, type DatabaseServer } from './support/start-database'
import { startTcpGate } from './support/tcp-gate'

const SETTINGS = {
  EMAIL_VERIFICATION: 'optional',
  PASSWORD_HASH_COST: '4',
  TRUSTED_PROXY_HOPS: '1',
  // The same refresh token is used again and again.
  REFRESH_TOKEN_GRACE: '1h',
}

export const databaseAway: Fault = {
  statements: 'S70',
  title: 'The database is locked, frozen, lost or gone',
  small: ['sqlite', 'postgresql'],
  run: async (run) => {
    for (const database of run.databases) await (database === 'sqlite' ? tryOnSqlite(run) : tryOnServer(run, database))
  },
}

async function tryOnSqlite(run: FaultRun) {
  const server = await startTemporaryServer({ settings: SETTINGS, nodeArguments: TELLS_MEMORY })
  run.onEnd(() => server.stop())
  const connection = await new PrismaLibSql({ url: server.databaseUrl, timeout: 10_000 }).connect()
  run.onEnd(() => connection.dispose())
  let lock: Transaction | undefined
  await goThrough(run, server, {
    name: 'SQLite, its lock held by another process',
    begin: async () => {
      lock = await connection.startTransaction()
      await lock.executeRaw({ sql: 'DELETE FROM "User" WHERE 0 = 1', args: [], argTypes: [] })
    },
    end: () => lock?.rollback(),
    shutsWritesOnly: true,
  })
}

async function tryOnServer(run: FaultRun, kind: DatabaseServer) {
  const database = await startDatabase(run, kind)
  if (!database) return
  const { name, processId } = database
  const gate = await startTcpGate(await createTestDatabase(database.url))
  run.onEnd(() => gate.stop())
  const server = await startTemporaryServer({
    settings: { ...SETTINGS, DATABASE_URL: gate.url },
    nodeArguments: TELLS_MEMORY,
  })
  run.onEnd(() => server.stop())
  run.onEnd(() => signalTree(processId, 'SIGCONT'))
  const outages = [
    {
      name: `${name}, frozen (kill -STOP)`,
      begin: () => signalTree(processId, 'SIGSTOP'),
      end: () => signalTree(processId, 'SIGCONT'),
    },
    { name: `${name}, the line cut without a word`, begin: () => gate.lose(), end: () => gate.restore() },
    { name: `${name}, gone (connections refused)`, begin: () => gate.refuse(), end: () => gate.restore() },
    {
      name: `${name}, failed over without a word`,
      begin: () => (gate.lose(), gate.restore()),
      isOverAtOnce: true,
      // Once others are answered on new connections, a dead one cannot be told from a slow statement: five seconds.
      longestAnswerMilliseconds: 6000,
      // Rows that were locked in the middle of a transaction are free when the database has ended it: here it lives on.
      longestRecoveryMilliseconds: 15_000,
    },
  ]
  for (const outage of run.isFull ? outages : outages.slice(0, 1)) await goThrough(run, server, outage)
}
