import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { migrate } from '@/lib/db/migrate'
import { providerOf } from '@/lib/db/provider'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { queryServer } from '../../scripts/support/query-server.mjs'
import { ROOT } from '../../scripts/support/root.mjs'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { ask } from './support/ask'
import type { Fault, FaultRun } from './support/fault'
import { openSqlite } from './support/open-sqlite'
import { startDatabase } from './support/start-database'

const SERVERS = 4

export const fourAtOnce: Fault = {
  statements: 'S75',
  title: 'Four servers start at once on an old database',
  // lib/db/migrate.db.test.ts and lib/tokens/signing-keys.db.test.ts try it with processes that start sooner.
  small: [],
  run: async (run) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-old-'))
    run.onEnd(() => rmSync(folder, { recursive: true, force: true }))
    for (const kind of run.databases) {
      if (kind === 'sqlite') {
        await startFour(run, 'SQLite', `file:${path.join(folder, 'old.db')}`, folder)
        continue
      }
      const database = await startDatabase(run, kind)
      if (database) await startFour(run, database.name, await createTestDatabase(database.url), folder)
    }
  },
}

async function startFour({ report, onEnd }: FaultRun, name: string, databaseUrl: string, folder: string) {
  const migrations = await makeOld(databaseUrl, folder)
  const start = performance.now()
  const starts = await Promise.allSettled(
    Array.from({ length: SERVERS }, () =>
      startTemporaryServer({ settings: { DATABASE_URL: databaseUrl, WEB_CONCURRENCY: '1', PASSWORD_HASH_COST: '4' } }),
    ),
  )
  const servers = starts.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  for (const server of servers) onEnd(() => server.stop())
  const milliseconds = Math.round(performance.now() - start)
  const failures = starts.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))
  const applied = await namesApplied(databaseUrl)
  const keys = await Promise.all(servers.map(async ({ url }) => (await ask(`${url}/.well-known/jwks.json`)).text))

  report.print(
    `${name}: ${servers.length} of ${SERVERS} ready after ${milliseconds} ms; ` +
      `${applied.length} migrations in the history`,
  )
  report.hold(`${name}: all become ready`, failures.length === 0, failures.join('\n'))
  report.hold(`${name}: each migration was applied once`, applied.join() === migrations.join(), applied.join())
  report.hold(
    `${name}: they agree on the signing keys`,
    new Set(keys).size === 1 && keys[0]?.includes('"kid"') === true,
    keys.join('\n'),
  )
}

/** As the first migration left it. */
async function makeOld(databaseUrl: string, folder: string): Promise<string[]> {
  const provider = providerOf(databaseUrl)
  const all = path.join(ROOT, 'prisma/migrations', provider)
  const names = readdirSync(all, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
  const [first = ''] = names.toSorted()
  cpSync(path.join(all, first), path.join(folder, 'migrations', provider, first), { recursive: true })
  await migrate(databaseUrl, { directory: path.join(folder, 'migrations') })
  return names.toSorted()
}

async function namesApplied(databaseUrl: string): Promise<string[]> {
  const sql = 'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY migration_name'
  if (providerOf(databaseUrl) !== 'sqlite') return (await queryServer(databaseUrl, [sql])).map(([name]) => String(name))
  const db = await openSqlite(databaseUrl)
  try {
    return (await db.rows(sql)).map(([name]) => String(name))
  } finally {
    await db.close()
  }
}
