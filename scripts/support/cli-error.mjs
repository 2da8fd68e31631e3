import { inspect } from 'node:util'

/** A failure that the person at the terminal can mend: the message says how, and stands there without a stack. */
export class CliError extends Error {}

/**
 * Runs a script's work. A failure ends the process with exit code 1 and what there is to say about it.
 * @param {() => Promise<unknown>} work
 */
export async function runCli(work) {
  try {
    await work()
  } catch (error) {
    const isForPerson = error instanceof Error && (error instanceof CliError || error.name === 'StartError')
    process.stderr.write(`${isForPerson ? `\n${error.message}` : inspect(error)}\n`)
    process.exit(1)
  }
}
