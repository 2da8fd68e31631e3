import { config } from '@/lib/config/config'
import { databaseFile } from '@/lib/config/database-file'
import { processSingleton } from '@/lib/process-singleton'
import { providerOf } from '../provider'
import type { ChangeCounter, CounterStore } from './counter-store'
import { serverCounters } from './server-counters'
import { sqliteCounters, type SqliteCounters } from './sqlite-counters'

/** What stands behind the database's own name in that of the file of counts. */
const FILE_ENDING = '.limits'

/** The counts that stand with the database: beside the file of SQLite, or in the server's table. */
export function counters(): CounterStore & ChangeCounter {
  const provider = providerOf(config().databaseUrl)
  return provider === 'sqlite' ? fileCounters() : serverCounters(provider)
}

/** Removes counts that count no more from the file beside SQLite's; those of a table are cleaned up as all rows are. */
export async function removeExpiredCounters(now: Date): Promise<number> {
  return providerOf(config().databaseUrl) === 'sqlite' ? fileCounters().removeExpired(now) : 0
}

/** Closes the file of counts, if there is one. The next use opens it again. */
export function closeCounters(): void {
  if (providerOf(config().databaseUrl) === 'sqlite') fileCounters().close()
}

function fileCounters(): SqliteCounters {
  return processSingleton('counters', () => sqliteCounters(`${databaseFile(config().databaseUrl)}${FILE_ENDING}`))
}
