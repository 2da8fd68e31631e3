import { writeFileSync } from 'node:fs'

/**
 * A reporter of Vitest's: writes what failed outside of the tests as a list of texts into the file that
 * UNHANDLED_ERRORS_FILE names. Vitest's own JSON report leaves it out.
 */
export default class UnhandledErrorsReporter {
  /**
   * @param {unknown} _testModules
   * @param {ReadonlyArray<{ message: string, stack?: string }>} errors
   */
  onTestRunEnd(_testModules, errors) {
    const file = process.env.UNHANDLED_ERRORS_FILE
    if (file) writeFileSync(file, JSON.stringify(errors.map(({ message, stack }) => stack ?? message)))
  }
}
