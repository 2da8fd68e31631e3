import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND } from '@/lib/config/durations'
import { database } from './database'

/** How long the database may take to answer before it counts as down. */
const TIMEOUT_MILLISECONDS = 2 * SECOND

/** Whether the database answers and has our tables. Never throws, never takes much longer than two seconds. */
export async function isDatabaseReady(): Promise<boolean> {
  const answers = database().then((db) => db.user.findFirst({ select: { id: true } }))
  const outcome = answers.then(
    () => true,
    () => false,
  )
  return Promise.race([outcome, sleep(TIMEOUT_MILLISECONDS, false, { ref: false })])
}
