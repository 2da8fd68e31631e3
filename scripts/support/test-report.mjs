import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures  each failed test's name, and below it what it found
 * @property {FileTime[]} [files]  how long the tests of each file took
 */

/**
 * @typedef {object} FileTime
 * @property {string} file
 * @property {number} seconds
 */

/** Enough to see what happened. */
const LINES_OF_A_FAILURE = 25
const SLOWEST_FILES = 10

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
    files: report.testResults.map((/** @type {any} */ { name, startTime, endTime }) => ({
      file: path.relative(process.cwd(), name),
      seconds: (endTime - startTime) / 1000,
    })),
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
  return {
    passed: expected,
    failed: unexpected + flaky,
    skipped,
    failures: [
      ...report.errors.map((/** @type {any} */ { message }) => failureOfRun(message ?? '')),
      ...report.suites.flatMap(failuresOfSuite),
    ],
    files: report.suites.map((/** @type {any} */ suite) => ({
      file: `e2e/${suite.file}`,
      seconds: millisecondsOf(suite) / 1000,
    })),
  }
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
 * The files whose tests took the longest, the slowest first, each with its step: a line each.
 *
 * @param {{ name: string, counts: Counts | null }[]} steps
 * @returns {string[]}
 */
export function slowestFiles(steps) {
  const files = steps.flatMap(({ name, counts }) => (counts?.files ?? []).map((time) => ({ ...time, step: name })))
  const slowest = files.toSorted((one, other) => other.seconds - one.seconds).slice(0, SLOWEST_FILES)
  return slowest.map(({ file, seconds, step }) => `${seconds.toFixed(1).padStart(6)} s  ${file} (${step})`)
}

/**
 * @param {any} testFile  of vitest's report
 * @returns {string[]}
 */
function failuresOfFile({ name, message, assertionResults }) {
  const failed = assertionResults.filter((/** @type {any} */ { status }) => status === 'failed')
  const file = path.relative(process.cwd(), name)
  if (failed.length === 0) return message ? [failure(file, message)] : []
  return failed.map((/** @type {any} */ { fullName, failureMessages }) =>
    failure(`${file} › ${fullName}`, failureMessages.join('\n')),
  )
}

/**
 * @param {any} suite  of Playwright's report
 * @returns {number}
 */
function millisecondsOf({ specs = [], suites = [] }) {
  const results = specs.flatMap((/** @type {any} */ spec) =>
    spec.tests.flatMap((/** @type {any} */ test) => test.results),
  )
  const own = results.reduce((/** @type {number} */ sum, /** @type {any} */ { duration }) => sum + duration, 0)
  return suites.reduce((/** @type {number} */ sum, /** @type {any} */ suite) => sum + millisecondsOf(suite), own)
}

/**
 * @param {string} message  of an error that belongs to no test: a server that did not start, a rejection that nobody
 *   handled
 */
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
      return failure(
        `${file}:${line} › ${title}`,
        errors.map((/** @type {any} */ error) => error.message ?? '').join('\n'),
      )
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
