import type { SqlDriverAdapter, SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils'
import { config } from '@/lib/config/config'
import { createAdapter } from '@/lib/db/create-adapter'
import type { Database } from '@/lib/db/database'
import { providerOf } from '@/lib/db/provider'
import { processSingleton } from '@/lib/process-singleton'

/** A value in a statement: Prisma writes times as texts. */
export type Value = string | number | boolean | null
/** The process's database, telling each statement that it is sent. */
export type RecordingDatabase = { client: Database; onQuery: (sql: string, values: Value[]) => void }

/** Takes the place of the process's database. Before anything asks for that. */
export async function recordingDatabase(): Promise<RecordingDatabase> {
  const { databaseUrl } = config()
  const PrismaClient = await clientOf(providerOf(databaseUrl))
  const client = new PrismaClient({
    adapter: await createAdapter(databaseUrl),
    log: [{ emit: 'event', level: 'query' }],
  })
  const recording: RecordingDatabase = { client, onQuery: () => undefined }
  client.$on('query', ({ query, params }) => recording.onQuery(query, JSON.parse(params) as Value[]))
  if ((await processSingleton('database', () => Promise.resolve(client))) !== client) {
    throw new Error('The process has a database already: record before it is first used.')
  }
  recordDriver(await (await createAdapter(databaseUrl)).connect(), recording)
  return recording
}

/** Statements past Prisma are recorded too. */
function recordDriver(adapter: SqlDriverAdapter, recording: RecordingDatabase) {
  const tell = ({ sql, args }: SqlQuery) =>
    recording.onQuery(
      sql,
      args.map((value) => (value instanceof Date ? value.toISOString() : (value as Value))),
    )
  function telling<Q extends SqlQueryable>(queryable: Q): Q {
    const queryRaw = queryable.queryRaw.bind(queryable)
    const executeRaw = queryable.executeRaw.bind(queryable)
    queryable.queryRaw = (query) => (tell(query), queryRaw(query))
    queryable.executeRaw = (query) => (tell(query), executeRaw(query))
    return queryable
  }
  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (level) => telling(await startTransaction(level))
  const driver = { provider: providerOf(config().databaseUrl), adapter: telling(adapter), reader: adapter }
  void processSingleton('driver', () => Promise.resolve(driver))
}

async function clientOf(provider: ReturnType<typeof providerOf>) {
  const { PrismaClient } = await import('@/prisma/generated/sqlite/client.ts')
  if (provider === 'sqlite') return PrismaClient
  const other =
    provider === 'postgresql'
      ? await import('@/prisma/generated/postgresql/client.ts')
      : await import('@/prisma/generated/mysql/client.ts')
  // Made from one schema, the three differ in nothing that we use.
  return other.PrismaClient as unknown as typeof PrismaClient
}
