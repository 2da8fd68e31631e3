import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import './e2e/support/localhost-without-dns'
import { createTestDatabase } from './scripts/support/create-test-database.mjs'
import { exampleSettings } from './scripts/support/example-settings.mjs'
import { findBrowser } from './scripts/install/find-browser.mjs'
import { freePort } from './scripts/support/ports.mjs'

/*
 * Browser and contract tests against the production build (`npm test` makes it). Playwright reads this file once for
 * the run and once in each worker: what the first reading chose stands in the environment, which workers inherit.
 *
 * Where TEST_DATABASE_URL names a server that makes databases, the contract tests run on it. Everything runs on SQLite.
 */
const environment = process.env
const browser = await findBrowser()
if (browser) environment.CHROME_PATH = browser
environment.E2E_PORT ??= String(await freePort())
environment.E2E_OPTIONAL_PORT ??= String(await freePort())
/** The server as most people run it. Tests read these too, and its database. */
const appUrl = (environment.E2E_APP_URL = `http://localhost:${environment.E2E_PORT}`)
/** The same with EMAIL_VERIFICATION=optional. */
const optionalAppUrl = (environment.E2E_OPTIONAL_APP_URL = `http://localhost:${environment.E2E_OPTIONAL_PORT}`)
environment.E2E_API_PORT ??= String(await freePort())
environment.E2E_SMTP_PORT ??= String(await freePort())
environment.E2E_CATCHER_PORT ??= String(await freePort())
environment.E2E_CLIENT_PORT ??= String(await freePort())
/** The server of the contract tests: its emails go to a real SMTP server. */
const apiUrl = (environment.E2E_API_URL = `http://localhost:${environment.E2E_API_PORT}`)
/** What that SMTP server took, as JSON. */
const catcherUrl = (environment.E2E_CATCHER_URL = `http://127.0.0.1:${environment.E2E_CATCHER_PORT}`)
environment.E2E_MAILBOX_KEY = 'the-mailbox-key-of-the-e2e-tests'
environment.E2E_AUTH_SECRET = 'a secret for tests, long enough to be taken'

if (environment.E2E_DATA === undefined) {
  const data = (environment.E2E_DATA = mkdtempSync(path.join(os.tmpdir(), 'vestibule-e2e-')))
  // The first reader is the last process to end: its servers are stopped by then.
  process.on('exit', () => rmSync(data, { recursive: true, force: true }))
}

const databaseUrl = (environment.E2E_DATABASE_URL ??= `file:${path.join(environment.E2E_DATA, 'flows.db')}`)
const optionalDatabaseUrl = (environment.E2E_OPTIONAL_DATABASE_URL ??= await newDatabase('optional'))
const apiDatabaseUrl = (environment.E2E_API_DATABASE_URL ??= await newDatabase('api'))

async function newDatabase(name: string): Promise<string> {
  const serverUrl = environment.TEST_DATABASE_URL
  return serverUrl ? createTestDatabase(serverUrl) : `file:${path.join(String(environment.E2E_DATA), `${name}.db`)}`
}

function server(url: string, settings: { DATABASE_URL: string } & Record<string, string>) {
  const { port } = new URL(url)
  return {
    command: 'node scripts/serve.mjs',
    url: `${url}/api/health/ready`,
    reuseExistingServer: false,
    stdout: 'ignore' as const,
    stderr: 'pipe' as const,
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
    env: {
      // An empty setting counts as not given, and keeps this machine's environment and .env out of the tests.
      ...Object.fromEntries(exampleSettings().map((name) => [name, ''])),
      PORT: port,
      HOST: '127.0.0.1',
      APP_URL: url,
      AUTH_SECRET: String(environment.E2E_AUTH_SECRET),
      EMAIL_SERVER: 'mailbox:',
      MAILBOX_KEY: String(environment.E2E_MAILBOX_KEY),
      // The cheapest there is: what a test is about is seldom the cost.
      PASSWORD_HASH_COST: '4',
      // Each test comes from an address of its own by X-Forwarded-For, as the limits count by origin.
      TRUSTED_PROXY_HOPS: '1',
      WEB_CONCURRENCY: '1',
      ...settings,
    },
  }
}

/**
 * What others make of our pages, headers and tokens, what settings and processes do, and what is refused before a
 * database is asked.
 */
const SAME_ON_EVERY_DATABASE = 'api-guide cors docs documented forgeries metrics rules settings verify-elsewhere'.split(
  ' ',
)

/** Which database takes part in this run. */
const databaseKind = environment.TEST_DATABASE_URL?.split(':')[0] ?? 'sqlite'
/**
 * The contract that PostgreSQL and MariaDB are tried with in `npm test`, the latter behind Next's route handlers: what
 * those read too.
 */
const ON_FURTHER_DATABASES = 'deletion-and-export registration tokens users vercel'.split(' ')
const ON_OTHER_MOUNT = 'avatar legacy-d'.split(' ')
/** `npm run test:all` runs it whole on each database, and what is tagged `@long`; so does what is named. */
const isWhole = environment.TEST_LONG === '1' || environment.TEST_NAMED === '1'
const furtherSpecs = isWhole ? ['*'] : [...ON_FURTHER_DATABASES, ...(databaseKind === 'mysql' ? ON_OTHER_MOUNT : [])]

/** `npm run screens` takes pictures of every page instead of testing anything. */
const isForScreens = environment.E2E_SCREENS !== undefined
const isForFlows = !isForScreens && environment.TEST_DATABASE_URL === undefined
const mailCatcher = {
  command: 'node --import tsx e2e/support/api-mail-catcher.ts',
  url: catcherUrl,
  reuseExistingServer: false,
  stderr: 'pipe' as const,
}
const mailedBySmtp = {
  EMAIL_SERVER: `smtp://127.0.0.1:${environment.E2E_SMTP_PORT}`,
  EMAIL_FROM: 'Accounts <accounts@example.com>',
}
const optionalServer = server(optionalAppUrl, {
  DATABASE_URL: optionalDatabaseUrl,
  EMAIL_VERIFICATION: 'optional',
  RETURN_ORIGINS: appUrl,
})

export default defineConfig({
  testDir: 'e2e',
  // Runs on several databases at once leave each other's alone.
  outputDir: isForScreens ? 'test-results' : `test-results/${databaseKind}`,
  globalTeardown: [
    './e2e/support/drop-databases.ts',
    ...(isForScreens ? ['./e2e/support/write-contact-sheet.ts'] : []),
  ],
  fullyParallel: true,
  workers: 2,
  // A test that passes only at the second try is a bug to be found.
  retries: 0,
  // Far more than any test needs, so that none fails by being slow.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: environment.CI !== undefined,
  ...(!isWhole && { grepInvert: /@long/ }),
  use: {
    baseURL: appUrl,
    // Tests of their own watch what moves. To wait for it takes time, and colours that fade would be measured half way.
    contextOptions: { reducedMotion: 'reduce' },
    // Where nobody can look again. Without pictures of the page, which cost a third of the time: `--trace on` makes
    // them.
    trace: environment.CI === undefined ? 'off' : { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    launchOptions: {
      executablePath: browser ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  // Each with worker processes of its own: a worker has the database of one server open.
  projects: isForScreens
    ? [{ name: 'screens', testDir: 'e2e/screens', use: { trace: 'off' as const }, timeout: 180_000 }]
    : [
        ...(isForFlows ? [{ name: 'flows', testMatch: 'flows/**/*.spec.ts' }] : []),
        // Some make a thousand requests: far more time than any test needs, so that none fails by being slow.
        {
          name: 'api',
          testMatch: isForFlows ? 'api/**/*.spec.ts' : furtherSpecs.map((name) => `api/${name}.spec.ts`),
          testIgnore: isForFlows ? [] : SAME_ON_EVERY_DATABASE.map((name) => `api/${name}.spec.ts`),
          use: { baseURL: apiUrl, trace: 'off' as const },
          timeout: 180_000,
        },
      ],
  webServer: isForScreens
    ? [server(appUrl, { DATABASE_URL: databaseUrl, ...mailedBySmtp }), optionalServer, mailCatcher]
    : [
        ...(isForFlows ? [server(appUrl, { DATABASE_URL: databaseUrl })] : []),
        optionalServer,
        server(apiUrl, {
          DATABASE_URL: apiDatabaseUrl,
          ...mailedBySmtp,
          CORS_ORIGINS: `http://localhost:${environment.E2E_CLIENT_PORT}`,
          // Nor on which of the two mounts of the API answers, the server or Next's route handlers.
          API_MOUNT: databaseKind === 'mysql' ? 'next' : '',
          // What the contract promises must not depend on which process answers.
          WEB_CONCURRENCY: '2',
        }),
        mailCatcher,
      ],
})
