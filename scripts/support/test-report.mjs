import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * What vitest's JSON report says; null when there is none.
 * @param {string} file
 * @returns {Counts | null}
 */
export function readVitestReport(file) {
  const report = read(file)
  if (!report) return null
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * What Playwright's JSON report says; null when there is none.
 * @param {string} file
 * @returns {Counts | null}
 */
export function readPlaywrightReport(file) {
  const stats = read(file)?.stats
  if (!stats) return null
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/**
 * What `scripts/faults/run.ts` counted; null when there is nothing.
 * @param {string} file
 * @returns {Counts | null}
 */
export function readFaultsReport(file) {
  return read(file)
}

/**
 * The closing line: the tests' sum. A step that failed without a failed test (a type error, a broken build, a test file
 * that could not be loaded) counts as one failure, so that the line never says zero when something is wrong.
 *
 * @param {{ isOk: boolean, counts?: Counts | null }[]} steps
 * @returns {string}
 */
export function closingLine(steps) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { isOk, counts } of steps) {
    total.passed += counts?.passed ?? 0
    total.failed += isOk ? 0 : Math.max(counts?.failed ?? 0, 1)
    total.skipped += counts?.skipped ?? 0
  }
  return `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`
}

/**
 * @param {string} file
 * @returns {any}
 */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
