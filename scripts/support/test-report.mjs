import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures  each failed test's name, and below it what it found
 */

/** Enough to see what happened. */
const LINES_OF_A_FAILURE = 25

/**
 * What vitest's JSON report says; null when there is none.
 * @param {string} file
 * @param {string} unhandledErrorsFile  what `unhandled-errors-reporter.mjs` wrote
 * @returns {Counts | null}
 */
export function readVitestReport(file, unhandledErrorsFile) {
  const report = read(file)
  if (!report) return null
  /** @type {string[]} */
  const unhandledErrors = read(unhandledErrorsFile) ?? []
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...unhandledErrors.map(failureOfRun), ...report.testResults.flatMap(failuresOfFile)],
  }
}

/**
 * What Playwright's JSON report says; null when there is none.
 * @param {string} file
 * @returns {Counts | null}
 */
export function readPlaywrightReport(file) {
  const report = read(file)
  if (!report?.stats) return null
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky, skipped, failures: [...report.errors.map((/** @type {any} */ { message }) => failureOfRun(message ?? '')), ...report.suites.flatMap(failuresOfSuite)] }
}

/**
 * What `e2e/faults/run.ts` counted; null when there is nothing.
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
 * @param {{ isOk: boolean, counts?: Omit<Counts, 'failures'> | null }[]} steps
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
 * @param {any} testFile  of vitest's report
 * @returns {string[]}
 */
function failuresOfFile({ name, message, assertionResults }) {
  const failed = assertionResults.filter((/** @type {any} */ { status }) => status === 'failed')
  const file = path.relative(process.cwd(), name)
  if (failed.length === 0) return message ? [failure(file, message)] : []
  return failed.map((/** @type {any} */ { fullName, failureMessages }) => failure(`${file} › ${fullName}`, failureMessages.join('\n')))
}

/** @param {string} message  of an error that belongs to no test: a server that did not start, a rejection that nobody handled */
function failureOfRun(message) {
  return failure('outside of the tests', message)
}

/**
 * @param {any} suite  of Playwright's report: a file, or a `describe` in it
 * @returns {string[]}
 */
function failuresOfSuite({ file, specs = [], suites = [] }) {
  const failed = specs.filter((/** @type {any} */ { ok }) => !ok)
  return [
    ...failed.map((/** @type {any} */ { line, title, tests }) => {
      const results = tests.flatMap((/** @type {any} */ test) => test.results)
      const errors = results.flatMap((/** @type {any} */ result) => result.errors)
      return failure(`${file}:${line} › ${title}`, errors.map((/** @type {any} */ error) => error.message ?? '').join('\n'))
    }),
    ...suites.flatMap(failuresOfSuite),
  ]
}

/**
 * @param {string} name
 * @param {string} message
 */
function failure(name, message) {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, LINES_OF_A_FAILURE)
  return [name, ...lines.map((line) => `    ${line}`)].join('\n')
}

/**
 * @param {string} file
 * @returns {any}
 */
function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
