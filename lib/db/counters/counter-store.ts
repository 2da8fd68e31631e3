/** How many were counted for a key, and until when that counts. */
export type Counter = { points: number; expire: Date }

/** One act to count. Its window begins with the first of a key. */
export type ConsumedLimit = { key: string; limit: number; windowMilliseconds: number }

/**
 * Where counts stand: right for all processes of the product, and through kill -9. A power cut may forget the last
 * ones.
 */
export type CounterStore = {
  /**
   * Counts one act after the other, the next only where the one before was within its limit. Parallel calls count one
   * by one.
   *
   * @returns where the key of each act that was counted stands now; fewer than the acts when one was over its limit
   */
  count: (acts: ConsumedLimit[], now: Date) => Promise<Counter[]>
  /** Takes one from the count of some keys, and forgets others. */
  settle: (keys: { refund: string[]; forget: string[] }, now: Date) => Promise<void>
  /** How many are counted for a key now. */
  current: (key: string, now: Date) => Promise<number>
}

/** Counts that are more than a sum; see `lib/mail/reserve-mail-slot.ts`. */
export type ChangeCounter = {
  /**
   * Changes a counter from what it is, expired or not, to what `next` says. Nobody comes between.
   *
   * @returns the new value; null when `next` refuses
   */
  change: (key: string, next: (counter: Counter | null) => Counter | null) => Promise<Counter | null>
}
