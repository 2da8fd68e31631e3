/** Enough that a machine that is busy with something else has a rest between. */
const MAX_TRIES = 10

/**
 * Does what must not take long, and again when it did: what is slow by nature is so each time, what had to wait for a
 * busy machine is not.
 *
 * @param limit in milliseconds
 * @throws Error with the last time, when it always took longer
 */
export async function quickly<T>(limit: number, work: () => T | Promise<T>): Promise<T> {
  let took = 0
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const start = performance.now()
    const result = await work()
    took = performance.now() - start
    if (took < limit) return result
  }
  throw new Error(`It took ${Math.round(took)} ms, and longer than ${limit} ms each of ${MAX_TRIES} times.`)
}
