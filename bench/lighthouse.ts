// npx tsx bench/lighthouse.ts: Lighthouse's scores for the current build on a phone (its own mobile profile, with simulated
// throttling), the median of several visits, and what cost points. Not a test: docs/performance.md has the figures. Exits with
// 1 if a median is below 98.
//
//   [--visits 5] to each page
//   [--pages /login,/register,/profile] pages of an account are visited by a logged-in user
import '../scripts/support/require-node.mjs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { CliError, runCli } from '../scripts/support/cli-error.mjs'
import { findBrowser } from '../scripts/install/find-browser.mjs'
import { freePort } from '../scripts/support/ports.mjs'
import { registerSomeone } from '../scripts/support/register-someone.mjs'
import { run } from '../scripts/support/run.mjs'
import { print } from '../scripts/support/print.mjs'
import { startTemporaryServer } from '../scripts/support/temporary-server.mjs'

const LEAST_SCORE = 98
/** They redirect a logged-in user to the profile. */
const STRANGERS_PAGES = ['/', '/login', '/register', '/forgot-password', '/verify-email', '/reset-password']

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '5' },
    pages: { type: 'string', default: '/login,/register,/profile' },
  },
})

type Audit = { score: number | null; title: string; numericValue?: number }
type Report = {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, Audit>
  environment: { benchmarkIndex: number }
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-lighthouse-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

await runCli(async () => {
  const executablePath = await findBrowser()
  if (!executablePath) throw new CliError('There is no browser: install Chromium, or name one in CHROME_PATH.')
  // One for all visits: a browser that was just started looks for the machine's fonts first.
  const browserPort = await freePort()
  // Without a sandbox it starts for root and in containers too; all that it visits is our own.
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', `--remote-debugging-port=${browserPort}`],
  })
  const server = await startTemporaryServer({
    settings: { EMAIL_VERIFICATION: 'optional', PASSWORD_HASH_COST: '4', WEB_CONCURRENCY: '1' },
  })
  try {
    const cookie = await registerSomeone(server.url)
    for (const page of values.pages.split(',')) {
      const headers: Record<string, string> = STRANGERS_PAGES.includes(page) ? {} : { Cookie: cookie }
      // The first is for server and browser to get warm.
      await visit(`${server.url}${page}`, headers, browserPort)
      const reports: Report[] = []
      while (reports.length < Number(values.visits))
        reports.push(await visit(`${server.url}${page}`, headers, browserPort))
      tell(page, reports)
    }
  } finally {
    await Promise.all([server.stop(), browser.close()])
  }
})

async function visit(url: string, headers: Record<string, string>, browserPort: number): Promise<Report> {
  const report = path.join(folder, 'report.json')
  const { isOk, output } = await run(process.execPath, [
    'node_modules/lighthouse/cli/index.js',
    url,
    '--quiet',
    '--output=json',
    `--output-path=${report}`,
    `--extra-headers=${JSON.stringify(headers)}`,
    `--port=${browserPort}`,
  ])
  if (isOk) return JSON.parse(readFileSync(report, 'utf8')) as Report
  // It says so itself when the browser's record of a visit is broken, which is no finding.
  if (/Please run Lighthouse again/.test(output)) return visit(url, headers, browserPort)
  throw new CliError(`${output.trim()}\n\nLighthouse could not visit ${url}.`)
}

function tell(page: string, reports: Report[]) {
  const categories = Object.keys(reports[0]?.categories ?? {})
  print(`${page}, the median of ${reports.length} visits`)
  for (const category of categories) {
    const scores = reports.map(({ categories: found }) => Math.round((found[category]?.score ?? 0) * 100))
    const score = median(scores)
    if (score < LEAST_SCORE) process.exitCode = 1
    print(`  ${score < LEAST_SCORE ? '✗' : '✓'} ${category.padEnd(15)} ${score}   (${scores.join(' ')})`)
  }
  for (const id of [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
    'speed-index',
  ]) {
    const figures = reports.map(({ audits }) => audits[id]?.numericValue ?? 0)
    print(`    ${id.padEnd(25)} ${Number(median(figures).toFixed(3))}`)
  }
  // What Lighthouse reckons with is how long this machine took: the figures of two runs compare where this is alike.
  print(
    `    ${"machine's benchmark index".padEnd(25)} ${Math.round(median(reports.map(({ environment }) => environment.benchmarkIndex)))}`,
  )
  for (const finding of new Set(reports.flatMap(findings))) print(`    ${finding}`)
}

/** What cost points. */
function findings({ categories, audits }: Report): string[] {
  const weighed = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  return weighed.flatMap(({ id }) => {
    const { score, title } = audits[id] ?? { score: null, title: '' }
    return score !== null && score < 0.9 ? [`${id}: ${title}`] : []
  })
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
