import { retryConflicts } from './retry-conflicts'

/** Batches of one run; what is left waits for the next. */
const MAX_BATCHES = 200

type Batches<Row> = {
  /** Rows of one batch: few enough that nobody waits long for the lock. */
  size: number
  /** The first `size` of those that are to go. */
  find: () => Promise<Row[]>
  /** Nothing but database work: it is run again when the database broke it off for another process at the same rows. */
  remove: (rows: Row[]) => Promise<{ count: number }>
}

/**
 * Removes rows a batch at a time, so that a clean-up is never a stop: at most 200 batches.
 *
 * @returns how many were removed
 */
export async function inBatches<Row>({ size, find, remove }: Batches<Row>): Promise<number> {
  let removed = 0
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const rows = await find()
    if (rows.length > 0) removed += (await retryConflicts(() => remove(rows))).count
    if (rows.length < size) break
  }
  return removed
}
