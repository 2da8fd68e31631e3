import type { SqlDriverAdapter, SqlQueryable } from '@prisma/driver-adapter-utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { config } from '@/lib/config/config'
import { startTcpGate } from '@/e2e/faults/support/tcp-gate'
import { createGuardedAdapter } from './create-guarded-adapter'
import { database } from './database'
import { isDatabaseUnavailable } from './is-database-unavailable'
import { providerOf } from './provider'
import { transaction } from './transaction'

/** Of those that answer requests through a network; a SQLite file has no line. */
const { databaseUrl } = config()
const provider = providerOf(databaseUrl)
/** Ten seconds on PostgreSQL, 15 on MySQL, and what a busy machine takes. */
const LONGEST_LOCK_MILLISECONDS = 20_000
const CONNECTIONS = 10

/** @returns how many rows there are of a key */
function add(queryable: SqlQueryable, key: string, points = 1): Promise<number> {
  const sql = `UPDATE "RateLimit" SET points = points + ${points} WHERE "key" = '${key}'`
  return queryable.executeRaw({ sql: provider === 'mysql' ? sql.replaceAll('"', '`') : sql, args: [], argTypes: [] })
}

describe.skipIf(provider === 'sqlite')('a line that was cut without a word', () => {
  let gate: Awaited<ReturnType<typeof startTcpGate>>
  let adapter: SqlDriverAdapter
  beforeAll(async () => {
    gate = await startTcpGate(databaseUrl)
    adapter = await (await createGuardedAdapter(gate.url, 10)).connect()
  })
  // The gate first: MariaDB's driver waits for lines that are lost, not for broken ones.
  afterAll(async () => {
    gate.stop()
    await adapter.dispose()
  }, 30_000)

  it('leaves no row locked behind it: the database itself ends what nobody goes on with (S70)', async () => {
    await (await database()).rateLimit.create({ data: { key: 'cut', points: 0 } })
    const tx = await adapter.startTransaction()
    await add(tx, 'cut', 1000)
    gate.lose()
    await expect(add(adapter, 'cut')).rejects.toMatchObject({ cause: { kind: 'DatabaseNotReachable' } })
    await gate.restore()
    const addAgain = () => add(adapter, 'cut').catch(() => 0)
    await expect.poll(addAgain, { timeout: LONGEST_LOCK_MILLISECONDS }).toBe(1)
    const row = await (await database()).rateLimit.findUnique({ where: { key: 'cut' } })
    expect(row?.points).toBeLessThan(1000)
  })

  it('is got over where others take its place at once, as at a failover (S70)', async () => {
    const askAll = () => Promise.allSettled(Array.from({ length: CONNECTIONS }, () => add(adapter, 'none')))
    await askAll()
    gate.lose()
    await gate.restore()
    await expect
      .poll(async () => (await askAll()).filter(({ status }) => status === 'fulfilled').length, { timeout: 10_000 })
      .toBe(CONNECTIONS)
  })
})

it.skipIf(provider === 'sqlite')("another's lock is waited for no longer than a request may take (S70)", async () => {
  const db = await database()
  await db.rateLimit.create({ data: { key: 'held', points: 0 } })
  let isOver = false
  // Others are answered in the meantime: it is no outage.
  const others = (async () => {
    while (!isOver) await db.rateLimit.count()
  })()
  const increase = { where: { key: 'held' }, data: { points: { increment: 1 } } }
  let milliseconds = 0
  await transaction(async (tx) => {
    await tx.rateLimit.update(increase)
    const start = performance.now()
    const refusal = await transaction((other) => other.rateLimit.update(increase)).catch((error: unknown) => error)
    milliseconds = performance.now() - start
    expect(isDatabaseUnavailable(refusal)).toBe(true)
  })
  isOver = true
  await others
  expect(milliseconds).toBeLessThan(4500)
  await transaction((tx) => tx.rateLimit.update(increase))
  expect(await db.rateLimit.findMany({ where: { key: 'held' } })).toMatchObject([{ points: 2 }])
})

it.skipIf(provider === 'sqlite')('no more connections are made than the pool may hold', async () => {
  const adapter = await (await createGuardedAdapter(databaseUrl, 3)).connect()
  const sql =
    provider === 'mysql' ? 'SELECT CONNECTION_ID(), SLEEP(0.05)' : 'SELECT pg_backend_pid(), pg_sleep(0.05)::text'
  const answers = await Promise.all(Array.from({ length: 12 }, () => adapter.queryRaw({ sql, args: [], argTypes: [] })))
  expect(new Set(answers.map(({ rows }) => rows[0]?.[0])).size).toBe(3)
  await adapter.dispose()
})
