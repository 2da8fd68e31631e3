import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND } from '@/lib/config/durations'
import { isWriteConflict } from './is-write-conflict'

const MAX_TRIES = 8
/** Conflicts for so long are answered as a database that is overloaded. */
const TIMEOUT_MILLISECONDS = 2 * SECOND

/**
 * Runs `work` again, after a moment, when the database broke it off because of a concurrent one. So it must be nothing
 * but database work, of which nothing is done when it fails.
 *
 * @param isAgain further failures after which another try makes sense
 */
export async function retryConflicts<T>(
  work: () => Promise<T>,
  isAgain: (error: unknown) => boolean = () => false,
): Promise<T> {
  const end = performance.now() + TIMEOUT_MILLISECONDS
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const isFinal = tries === MAX_TRIES || performance.now() > end
      if (isFinal || !(isWriteConflict(error) || isAgain(error))) throw error
      await sleep(Math.random() * 20 * 2 ** Math.min(tries, 5))
    }
  }
}
