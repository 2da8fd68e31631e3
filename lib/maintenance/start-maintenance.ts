import { HOUR, MINUTE } from '@/lib/config/durations'
import { logError } from '@/lib/log/log-error'
import { processSingleton } from '@/lib/process-singleton'
import { cleanUp } from './clean-up'

/**
 * Cleans up a minute or two after the start, so that starting is quick, and every hour from then on; processes that
 * start together not all at once. Keeps no process alive.
 */
export function startMaintenance(): void {
  processSingleton('maintenance', () => {
    const run = () => cleanUp(new Date()).catch((error: unknown) => logError('The clean-up failed', error))
    const begin = () => {
      setInterval(run, HOUR).unref()
      void run()
    }
    return setTimeout(begin, MINUTE * (1 + Math.random())).unref()
  })
}
