import { config } from '@/lib/config/config'
import { databaseFile } from '@/lib/config/database-file'
import { processSingleton } from '@/lib/process-singleton'
import { providerOf } from '../provider'
import type { ChangeCounter, CounterStore } from './counter-store'
import { serverCounters } from './server-counters'
import { sqliteCounters, type SqliteCounters } from './sqlite-counters'

/** Rows of one statement, for which everybody waits, and statements of one run; what is left waits for the next. */
const BATCH = 500
const MAX_BATCHES = 200

/** The suffix of the counter file, after the database's own name. */
const FILE_ENDING = '.limits'

/** The counts that stand with the database: beside the file of SQLite, or in the server's table. */
export function counters(): CounterStore & ChangeCounter {
  const provider = providerOf(config().databaseUrl)
  return provider === 'sqlite' ? fileCounters() : serverCounters(provider)
}

/** Removes counts that count no more from the file beside SQLite's; those of a table are cleaned up as all rows are. */
export async function removeExpiredCounters(now: Date): Promise<number> {
  if (providerOf(config().databaseUrl) !== 'sqlite') return 0
  let removed = 0
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const count = await fileCounters().removeExpired(now, BATCH)
    removed += count
    if (count < BATCH) break
  }
  return removed
}

/** Closes the file of counts, if there is one. The next use opens it again. */
export function closeCounters(): void {
  if (providerOf(config().databaseUrl) === 'sqlite') fileCounters().close()
}

function fileCounters(): SqliteCounters {
  return processSingleton('counters', () => sqliteCounters(`${databaseFile(config().databaseUrl)}${FILE_ENDING}`))
}
