// npm test: installs what is missing, then checks, builds and tests everything. For a part of it:
//   npm test -- quick [files], in a minute: types, lint, and the unit tests that are quick, or those of the files
//   npm test -- unit [vitest's arguments]
//   npm test -- e2e [Playwright's arguments]
//   npm test -- fuzz [--inputs=…, --seconds=…, --seed=…], which is npm run test:fuzz
//   npm test -- faults [names of e2e/faults, --small, --databases=…], which is npm run test:faults
// With --long, as npm run test:all has it, everything runs at full length, with what is too long for each change.
// Everything runs on SQLite, PostgreSQL and MariaDB, a part on SQLite alone; --databases=sqlite,postgresql,mysql (or all) chooses others.
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { CliError } from './support/cli-error.mjs'
import { buildApp } from './building/build-app.mjs'
import { bundleServer } from './building/bundle-server.mjs'
import { installRedis } from './install/find-redis.mjs'
import { installGuideTools } from './install/install-guide-tools.mjs'
import { generateSources } from './building/generate-sources.mjs'
import { installBrowser } from './install/install-browser.mjs'
import { installDependencies } from './install/install-dependencies.mjs'
import { freePort } from './support/ports.mjs'
import { withPreparationLock } from './building/preparation-lock.mjs'
import { run } from './support/run.mjs'
import { print } from './support/print.mjs'
import { startTestDatabases, TEST_DATABASES } from './support/start-test-databases.mjs'
import {
  closingLine,
  readFaultsReport,
  readPlaywrightReport,
  readVitestReport,
  slowestFiles,
} from './support/test-report.mjs'

/** @typedef {import('./support/test-report.mjs').Counts} Counts */
/** @typedef {import('./support/start-test-databases.mjs').TestDatabase} TestDatabase */

const CHOICE = '--databases='
const [chosen = '', ...furtherChoices] = process.argv.slice(2).filter((argument) => argument.startsWith(CHOICE))
const LONG = '--long'
const isLong = process.argv.includes(LONG)
const [target = 'all', ...runnerArguments] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith(CHOICE) && argument !== LONG)
const databaseKinds = databasesOf(chosen.slice(CHOICE.length) || (target === 'all' ? 'all' : 'sqlite'))
const reports = mkdtempSync(path.join(os.tmpdir(), 'vestibule-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
process.env.NEXT_TELEMETRY_DISABLED = '1'
// Tests and their configurations read these. What is named runs, wherever it is named.
if (isLong) process.env.TEST_LONG = '1'
if (runnerArguments.length > 0) process.env.TEST_NAMED = '1'
/** @type {{ name: string, isOk: boolean, seconds: number, counts: Counts | null }[]} */
const steps = []
/** @type {string[]} */
const skipped = []

/** @type {TestDatabase[]} */
let databases = []
let hasBrowser = false

if (!['all', 'quick', 'unit', 'e2e', 'faults', 'fuzz'].includes(target)) {
  console.error('Run `npm test` for everything, `npm test -- quick`, `unit`, `e2e`, `fuzz` or `faults` for a part.')
  process.exit(1)
}
if (furtherChoices.length > 0 || databaseKinds.length === 0) {
  console.error(`Say --databases=all, or one or more of ${TEST_DATABASES.join(',')}.`)
  process.exit(1)
}
endWithServers()
if (await step('prepare', prepare)) {
  const needsBuild = ['all', 'e2e', 'faults'].includes(target)
  const [isBuilt] = await Promise.all([needsBuild && step('build', build), install()])
  // What waits for one core of two, for a server or for a time runs beside something else. At full length there is no hurry.
  if (isLong) {
    await testUnitsAndFurtherDatabases(isBuilt)
    await testProduct(isBuilt)
  } else await Promise.all([testUnitsAndFurtherDatabases(isBuilt), testProduct(isBuilt)])
  // With the machine to themselves.
  if (target === 'all') await onSqlite('timing', testTimes)
  await Promise.all(databases.map(({ stop }) => stop()))
}
summarise()

/** One after the other, as two package managers at once get into each other's way. */
async function install() {
  if (!['faults', 'fuzz'].includes(target)) await step('databases', startDatabases)
  if (['all', 'e2e'].includes(target)) hasBrowser = await step('browser', findOrInstallBrowser)
}

/** @param {boolean} isBuilt */
async function testUnitsAndFurtherDatabases(isBuilt) {
  const checks = ['all', 'quick'].includes(target) ? [step('types', checkTypes), step('lint', lint)] : []
  if (['all', 'unit', 'quick'].includes(target)) {
    await onSqlite('unit', target === 'all' ? testAllButTimes : testUnits)
    await onFurtherDatabases('unit', testUnits)
  }
  await Promise.all(checks)
  if (target === 'fuzz' || (target === 'all' && isLong)) await step('fuzz', testFuzz)
  if (isBuilt && hasBrowser) await onFurtherDatabases('e2e', testEndToEnd)
}

/**
 * In the browser, and by breaking what it stands on.
 *
 * @param {boolean} isBuilt
 */
async function testProduct(isBuilt) {
  if (isBuilt && hasBrowser) await onSqlite('e2e', testEndToEnd)
  if (isBuilt && target !== 'e2e') await step('faults', testFaults)
}

/** @typedef {(database: TestDatabase) => Promise<{ isOk: boolean, counts: Counts | null }>} TestOn */

/**
 * @param {string} name
 * @param {TestOn} test
 */
async function onSqlite(name, test) {
  const sqlite = databases.find(({ serverUrl }) => serverUrl === undefined)
  if (sqlite) await step(`${name}, ${sqlite.name}`, () => test(sqlite))
}

/**
 * Tests beside each other on those that have a server, where a part runs.
 *
 * @param {string} name
 * @param {TestOn} test
 */
async function onFurtherDatabases(name, test) {
  const further = databases.filter(({ serverUrl }) => serverUrl !== undefined)
  await Promise.all(further.map((database) => step(`${name}, ${database.name}`, () => test(database))))
}

/** @param {string} choice */
function databasesOf(choice) {
  const kinds = choice === 'all' ? TEST_DATABASES : choice.split(',')
  return kinds.every((kind) => TEST_DATABASES.includes(kind)) ? kinds : []
}

/** A signal ends the process while no command runs either: on its way out it takes the database servers along. */
function endWithServers() {
  for (const [signal, exitCode] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])) {
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(exitCode)
    })
  }
}

async function startDatabases() {
  databases = await startTestDatabases(databaseKinds)
  const missing = databases.filter((database) => database.missing)
  databases = databases.filter((database) => !database.missing)
  for (const { name, missing: reason } of missing) skipped.push(`${name} was skipped: ${reason}`)
  if (target === 'quick') return { isOk: true, counts: null }
  // Tests start and stop it themselves.
  await installRedis().catch(({ message }) => skipped.push(`Redis was skipped: ${message}.`))
  await installGuideTools().catch(({ message }) => skipped.push(`Walk-throughs of the API were skipped: ${message}.`))
  return { isOk: skipped.length === 0 || !process.env.CI, counts: null }
}

/**
 * Runs a step and notes how it went. What does not need it still runs after a failure, so that one run tells everything.
 *
 * @param {string} name
 * @param {() => Promise<{ isOk: boolean, counts: Counts | null } | void>} work which throws, or tells its tests' counts
 * @returns {Promise<boolean>} whether all is well
 */
async function step(name, work) {
  const start = performance.now()
  const result = await work().catch((error) => {
    console.error(error instanceof CliError ? error.message : error)
    return { isOk: false, counts: null }
  })
  const { isOk = true, counts = null } = result ?? {}
  steps.push({ name, isOk, seconds: (performance.now() - start) / 1000, counts })
  return isOk
}

function prepare() {
  return withPreparationLock(async () => {
    await installDependencies()
    await generateSources()
    await bundleServer()
  })
}

function build() {
  return withPreparationLock(buildApp)
}

async function findOrInstallBrowser() {
  process.env.CHROME_PATH = await installBrowser()
}

async function checkTypes() {
  // The types of routes, which a build would write only later.
  await quietly('next typegen', ['node_modules/next/dist/bin/next', 'typegen'])
  await quietly('The type check', ['node_modules/typescript/bin/tsc', '--noEmit'])
}

async function lint() {
  await quietly('The linter', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'])
  await quietly('The formatter', ['node_modules/oxfmt/bin/oxfmt', '--check'])
  if (target === 'all')
    await quietly('The spelling check', ['node_modules/cspell/bin.mjs', 'lint', '--no-progress', '--no-summary'])
}

/** Seconds of it with the rest, minutes alone. */
async function testFaults() {
  const file = path.join(reports, 'faults.json')
  const databaseOption = chosen === '' ? [] : [chosen]
  const options = [
    `--report=${file}`,
    ...databaseOption,
    ...(target === 'faults' ? runnerArguments : isLong ? [] : ['--small']),
  ]
  const { isOk } = await run(process.execPath, ['--import', 'tsx', 'e2e/faults/run.ts', ...options], { isShown: true })
  return { isOk, counts: readFaultsReport(file) }
}

/**
 * Far more inputs than the unit tests try, and other ones each time: what fails names the seed by which it fails again. On SQLite
 * alone.
 */
async function testFuzz() {
  const file = path.join(reports, 'fuzz.json')
  /** @param {string} name @param {number} usual */
  const option = (name, usual) =>
    runnerArguments.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? String(usual)
  const unhandledErrorsFile = path.join(reports, 'vitest-fuzz-unhandled.json')
  const { isOk } = await run(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', 'lib/testing/fuzz', ...reportersTo(file)],
    {
      isShown: true,
      env: {
        TEST_DATABASE_URL: '',
        UNHANDLED_ERRORS_FILE: unhandledErrorsFile,
        FUZZ_INPUTS: option('inputs', isLong ? 100_000 : 20_000),
        FUZZ_SECONDS: option('seconds', isLong ? 3600 : 300),
        FUZZ_SEED: option('seed', Date.now() % 2 ** 31),
      },
    },
  )
  return { isOk, counts: readVitestReport(file, unhandledErrorsFile) }
}

/**
 * Vitest's options by which it shows how it goes, and writes its report and what failed outside of the tests.
 *
 * @param {string} file  of the report
 */
function reportersTo(file) {
  return [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    '--reporter=./scripts/support/unhandled-errors-reporter.mjs',
  ]
}

/** @param {TestDatabase} database */
function testAllButTimes(database) {
  return testUnits(database, '--project=!timing')
}

/** @param {TestDatabase} database */
function testTimes(database) {
  return testUnits(database, '--project=timing')
}

/**
 * @param {TestDatabase} database
 * @param {...string} projects  Vitest's options
 */
async function testUnits({ name, serverUrl }, ...projects) {
  const file = path.join(reports, `vitest-${name}${projects.join()}.json`)
  const unhandledErrorsFile = path.join(reports, `vitest-${name}${projects.join()}-unhandled.json`)
  const { isOk } = await run(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...projects,
      ...reportersTo(file),
      '--passWithNoTests',
      ...runnerArguments,
    ],
    {
      isShown: true,
      env: {
        TEST_DATABASE_URL: serverUrl,
        TEST_QUICK: target === 'quick' ? '1' : '',
        UNHANDLED_ERRORS_FILE: unhandledErrorsFile,
      },
    },
  )
  return { isOk, counts: readVitestReport(file, unhandledErrorsFile) }
}

/** @param {TestDatabase} database */
async function testEndToEnd({ name, serverUrl }) {
  const file = path.join(reports, `playwright-${name}.json`)
  const { isOk } = await run(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...runnerArguments],
    {
      isShown: true,
      env: {
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
        TEST_DATABASE_URL: serverUrl,
        E2E_PORT: String(await freePort()),
        E2E_OPTIONAL_PORT: String(await freePort()),
      },
    },
  )
  return { isOk, counts: readPlaywrightReport(file) }
}

/**
 * Shows a command's words only when it fails.
 *
 * @param {string} what
 * @param {string[]} args
 */
async function quietly(what, args) {
  const { isOk, output } = await run(process.execPath, args)
  if (!isOk) throw new CliError(`${output.trim()}\n\n${what} found problems: see above.`)
}

function summarise() {
  const width = Math.max(...steps.map(({ name }) => name.length))
  print('')
  for (const { name, isOk, seconds } of steps) {
    print(`${isOk ? '✓' : '✗'} ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s`)
  }
  print('')
  const slowest = slowestFiles(steps)
  if (process.env.CI && slowest.length > 0) print(['The slowest files:', ...slowest, ''].join('\n'))
  // Once more at the end, where they are found among thousands of lines.
  for (const { name, counts } of steps) for (const failure of counts?.failures ?? []) print(`✗ ${name}: ${failure}\n`)
  for (const line of skipped) print(line)
  print(closingLine(steps))
  process.exitCode = steps.every(({ isOk }) => isOk) ? 0 : 1
}
