import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { DIFFERENT_ON_DATABASES, SLOW } from './scripts/support/test-groups.mjs'

/*
 * The name of a test file says what it needs. `*.db.test.ts` needs a database: one of the server that TEST_DATABASE_URL
 * names, or SQLite if it is not set. `*.timing.test.ts` needs one too, and compares times. All others run with SQLite
 * alone.
 */
const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const ANYWHERE = '{lib,app,components,scripts,bench}/**/*'
/** It mostly waits, for a quarter of a minute, so it begins first: the other process works in the meantime. */
const waitingFile = 'lib/db/create-guarded-adapter.db.test.ts'
const serverUrl = process.env.TEST_DATABASE_URL
/**
 * `npm run test:all` runs on each database whatever uses one, but for commands: what they do is the same, and tested in
 * lib/.
 */
const isLong = process.env.TEST_LONG === '1'
/** More than two cores can run at once, as one in three waits. */
const WORKERS = 3
/** What is named runs, wherever it is named. */
const isNamed = process.env.TEST_NAMED === '1'
const isQuick = process.env.TEST_QUICK === '1' && !isNamed
const slowFiles = isQuick ? SLOW : []
const databaseName = serverUrl ? String(serverUrl.split(':')[0]) : 'sqlite'

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWaiting = ({ moduleId }: TestSpecification) => moduleId.endsWith(waitingFile)
    // oxlint-disable-next-line unicorn/no-array-sort -- no array's: Vitest's own order
    const sorted = await super.sort(files)
    return [...sorted.filter(isWaiting), ...sorted.filter((file) => !isWaiting(file))]
  }
}

const environment = {
  AUTH_SECRET: 'a secret for tests, long enough to be taken',
  EMAIL_SERVER: 'mailbox:',
  MAILBOX_KEY: 'a-mailbox-key-for-tests',
  // The cheapest there is: what a test is about is seldom the cost.
  PASSWORD_HASH_COST: '4',
  // What a test provokes is not to be read between its results.
  LOG_LEVEL: 'silent',
}

const withDatabase = {
  extends: true as const,
  test: {
    name: databaseName,
    include: (serverUrl && !isLong && !isNamed ? DIFFERENT_ON_DATABASES : [ANYWHERE]).map(
      (file) => `${file}.db.test.ts`,
    ),
    exclude: [...slowFiles, ...(serverUrl ? ['scripts/!(db-)*'] : [])],
    maxWorkers: WORKERS,
    sequence: { groupOrder: 0 },
    globalSetup: ['lib/testing/vitest-template.ts'],
    setupFiles: ['lib/testing/vitest-setup.ts'],
    env: environment,
  },
}

const timing = {
  ...withDatabase,
  test: {
    ...withDatabase.test,
    name: 'timing',
    // When all others are done, once, on SQLite. `npm test` gives them the machine to themselves.
    include: [`${ANYWHERE}.timing.test.ts`],
    exclude: [],
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
}

const withoutDatabase = {
  extends: true as const,
  test: {
    name: 'no database',
    maxWorkers: WORKERS,
    sequence: { groupOrder: 0 },
    include: [`${ANYWHERE}.test.{ts,tsx}`],
    exclude: ['**/*.{db,timing}.test.ts', ...slowFiles],
    // A test that uses one all the same fails, and with this name.
    env: {
      ...environment,
      DATABASE_URL: 'file:/dev/null/a test with a database is named *.db.test.ts',
    },
  },
}

export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    projects: serverUrl ? [withDatabase] : [withDatabase, ...(isQuick ? [] : [timing]), withoutDatabase],
    pool: 'forks',
    sequence: { sequencer: WaitingFirst },
    // One process runs many files, as to start it and to read what they import is half the work. They leave nothing
    // behind (lib/testing/vitest-setup.ts).
    isolate: false,
    // next-auth imports `next/server` without the extension that Node itself wants.
    server: { deps: { inline: ['next-auth'] } },
    // Real hashing, real databases, two cores: far more than any test needs, so that none fails by being slow.
    testTimeout: 30_000,
    expect: { poll: { timeout: 15_000 } },
    onUnhandledError: (error) => !isEchoOfMariaDbDriver(error),
  },
})

/**
 * MariaDB's driver rejects promises that it hands to nobody, besides those that report the failure: when a new
 * connection breaks off before it is ready, with a fatal error of its own or with the socket's, which it marks; and when the
 * connection that kills another finds it gone. We cause none of them: we use the driver through Prisma's adapter alone,
 * whose errors are named DriverAdapterError, and we never send a KILL.
 */
function isEchoOfMariaDbDriver(error: object): boolean {
  const { name, sql, fatal, code, sqlState } = error as Record<string, unknown>
  if (name !== 'SqlError') return fatal === true && sqlState === 'HY000' && code === 'ECONNRESET'
  return fatal === true || (code === 'ER_NO_SUCH_THREAD' && /^KILL \d+\b/.test(String(sql)))
}
