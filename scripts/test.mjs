// npm test: installs what is missing, then checks, builds and tests everything. For a part of it:
//   npm test -- unit [vitest's arguments]
//   npm test -- e2e [Playwright's arguments]
import './support/require-node.mjs'
import './support/end-with-npm.mjs'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Advice } from './support/advice.mjs'
import { buildApp } from './support/build-app.mjs'
import { generateClients } from './support/generate-clients.mjs'
import { installBrowser } from './support/install-browser.mjs'
import { installDependencies } from './support/install-dependencies.mjs'
import { freePort } from './support/ports.mjs'
import { withPreparationLock } from './support/preparation-lock.mjs'
import { run } from './support/run.mjs'
import { say } from './support/say.mjs'
import { closingLine, readPlaywrightReport, readVitestReport } from './support/test-report.mjs'

/** @typedef {import('./support/test-report.mjs').Counts} Counts */

const [target = 'all', ...runnerArguments] = process.argv.slice(2)
const reports = mkdtempSync(path.join(os.tmpdir(), 'vestibule-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
process.env.NEXT_TELEMETRY_DISABLED = '1'
/** @type {{ name: string, isOk: boolean, seconds: number, counts: Counts | null }[]} */
const steps = []

if (!['all', 'unit', 'e2e'].includes(target)) {
  console.error('Run `npm test` for everything, `npm test -- unit` or `npm test -- e2e` for a part.')
  process.exit(1)
}
if (await step('prepare', prepare)) {
  if (target === 'all') await Promise.all([step('types', checkTypes), step('lint', lint)])
  const isBuilt = target !== 'unit' && (await step('build', build))
  // One after the other: some tests measure time, and browsers keep two cores busy.
  if (target !== 'e2e') await step('unit', testUnits)
  if (isBuilt && (await step('browser', findOrInstallBrowser))) await step('e2e', testEndToEnd)
}
summarise()

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
    console.error(error instanceof Advice ? error.message : error)
    return { isOk: false, counts: null }
  })
  const { isOk = true, counts = null } = result ?? {}
  steps.push({ name, isOk, seconds: (performance.now() - start) / 1000, counts })
  return isOk
}

function prepare() {
  return withPreparationLock(async () => {
    await installDependencies()
    await generateClients()
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
}

async function testUnits() {
  const file = path.join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { isOk } = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...runnerArguments], { isShown: true })
  return { isOk, counts: readVitestReport(file) }
}

async function testEndToEnd() {
  const file = path.join(reports, 'playwright.json')
  const { isOk } = await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...runnerArguments], {
    isShown: true,
    env: {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      E2E_PORT: String(await freePort()),
      E2E_OPTIONAL_PORT: String(await freePort()),
    },
  })
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
  if (!isOk) throw new Advice(`${output.trim()}\n\n${what} found problems: see above.`)
}

function summarise() {
  const width = Math.max(...steps.map(({ name }) => name.length))
  say('')
  for (const { name, isOk, seconds } of steps) {
    say(`${isOk ? '✓' : '✗'} ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s`)
  }
  say('')
  say(closingLine(steps))
  process.exitCode = steps.every(({ isOk }) => isOk) ? 0 : 1
}
