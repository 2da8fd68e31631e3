import { beforeAll, expect, it } from 'vitest'
import { providerOf } from '@/lib/db/provider'
import { explainQueries, type QueryPlan } from './explain-queries'
import { fillDatabase } from './fill-database'
import { recordingDatabase } from './recording-database'

let plans: QueryPlan[] = []

beforeAll(async () => {
  const db = await recordingDatabase()
  await fillDatabase(2000)
  // As a database does by itself that has been in use for a while.
  const provider = providerOf(String(process.env.DATABASE_URL))
  if (provider === 'postgresql') await db.client.$executeRawUnsafe('ANALYZE')
  if (provider === 'mysql') await db.client.$queryRawUnsafe('ANALYZE TABLE `User`, `Session`')
  plans = await explainQueries(db, 1234)
}, 60_000)

it('no statement of what goes on all day reads a whole table of users or sessions', () => {
  const operations = new Set(plans.map(({ operation }) => operation))
  expect(operations).toContain('log-in')
  expect(operations).toContain('clean-up')
  expect(operations.size).toBeGreaterThanOrEqual(9)
  const scans = plans.filter(({ scannedTables }) => scannedTables.some((table) => ['User', 'Session'].includes(table)))
  expect(scans).toEqual([])
})
