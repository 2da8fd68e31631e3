import { setTimeout as sleep } from 'node:timers/promises'
import { SECOND } from '@/lib/config/durations'
import { isSqliteBusy } from './sqlite-connection'

/** How long another process may hold the file's lock without a pause before that counts as a fault (S70). */
const TIMEOUT_MILLISECONDS = 1.5 * SECOND
/** After this long without an attempt that found the file locked, the next wait starts from zero. */
const FORGET_AFTER_MILLISECONDS = SECOND / 2
const PAUSE = 10
/** Once the patience is over, one try in so long finds out for all: each holds up the event loop for a moment. */
const TRY_INTERVAL = SECOND / 10

/**
 * Waits while another process has the lock of a SQLite file, without blocking the event loop. The time that the file
 * has been locked is counted for all waiters together, so a queue does not make anyone wait longer.
 */
export function lockWaiter() {
  let busySince = 0
  let busyAt = 0
  let lastError: unknown

  function noteBusy(error: unknown) {
    const now = performance.now()
    if (now - busyAt > FORGET_AFTER_MILLISECONDS) busySince = now
    busyAt = now
    lastError = error
  }
  /** The next refused attempt starts the wait from zero. */
  function forget() {
    busyAt = 0
    busySince = 0
  }
  const isTimeOver = () => busyAt - busySince >= TIMEOUT_MILLISECONDS

  return {
    forget,
    /** @throws what the last try found, when the patience is over and that was a moment ago */
    requireHope() {
      if (isTimeOver() && performance.now() - busyAt < TRY_INTERVAL) throw lastError
    },
    /** Takes down that the file was found locked. @throws that very failure when the patience is over */
    requirePatience(error: unknown) {
      noteBusy(error)
      if (isTimeOver()) throw error
    },
    /**
     * Does the work, again and again while it finds the file locked.
     *
     * @throws what the last try found, after 1.5 seconds
     */
    async whileLocked<T>(work: () => T): Promise<T> {
      for (;;) {
        try {
          const result = work()
          forget()
          return result
        } catch (error) {
          if (!isSqliteBusy(error)) throw error
          this.requirePatience(error)
          await sleep(PAUSE * (1 + Math.random()))
        }
      }
    },
  }
}
