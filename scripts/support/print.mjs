/**
 * A line for the person at the terminal. Not through the console, whose lines are log lines while the product serves.
 * @param {string} text
 */
export function print(text) {
  process.stdout.write(`${text}\n`)
}

/** The work whose line the terminal is on. */
let open = ''

/**
 * Says what begins, and when it is over how long it took; once more what, where something else began in the meantime.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function progress(what, work) {
  const start = performance.now()
  process.stdout.write(`${open && '\n'}${what} … `)
  open = what
  const end = (/** @type {string} */ outcome) => {
    print(open === what ? outcome : `${what} … ${outcome}`)
    if (open === what) open = ''
  }
  try {
    const result = await work()
    end(`done in ${Math.max(1, Math.round((performance.now() - start) / 1000))} s`)
    return result
  } catch (error) {
    end('failed')
    throw error
  }
}
