import { SECOND } from '@/lib/config/durations'
import { database, type Transaction } from './database'
import { retryConflicts } from './retry-conflicts'

/** What is to be done once a transaction that runs has committed. */
const afterCommits = new WeakMap<Transaction, (() => void)[]>()

/**
 * Runs `work` in one transaction: all of it becomes true, or none. It is run again when the database broke it off
 * because of a concurrent one, so it must do nothing but database work.
 */
export async function transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const db = await database()
  return retryConflicts(async () => {
    const commits: (() => void)[] = []
    const result = await db.$transaction(
      (tx) => {
        afterCommits.set(tx, commits)
        return work(tx)
      },
      { maxWait: 5 * SECOND, timeout: 10 * SECOND },
    )
    for (const run of commits) run()
    return result
  })
}

/**
 * Does something that must not be done for a transaction that rolls back: after the commit of the running one, or at
 * once if there is none.
 *
 * @param run must not throw
 */
export function afterCommit(tx: Transaction, run: () => void): void {
  const commits = afterCommits.get(tx)
  if (commits) commits.push(run)
  else run()
}
