import { closeCounters } from './counters/counters'
import { database } from './database'
import { driver } from './driver'

/** Closes this process's connections to its database, if it has any: it needs it no more. */
export async function closeDatabase(): Promise<void> {
  await (await database()).$disconnect()
  const { adapter } = await driver()
  await adapter.dispose()
  closeCounters()
}
