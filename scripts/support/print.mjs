/**
 * A line for the person at the terminal. Not through the console, whose lines are log lines while the product serves.
 * @param {string} text
 */
export function print(text) {
  process.stdout.write(`${text}\n`)
}

/**
 * Says what begins, and when it is over how long it took.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function progress(what, work) {
  const start = performance.now()
  process.stdout.write(`${what} … `)
  try {
    const result = await work()
    print(`done in ${Math.max(1, Math.round((performance.now() - start) / 1000))} s`)
    return result
  } catch (error) {
    print('failed')
    throw error
  }
}
