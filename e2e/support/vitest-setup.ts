import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { migrate } from '@/lib/db/migrate'

/*
 * Every test file gets a valid environment and a database of its own: a fresh SQLite file, migrated as at start-up.
 */
const directory = mkdtempSync(path.join(tmpdir(), 'vestibule-test-'))

Object.assign(process.env, {
  AUTH_SECRET: 'a secret for tests, long enough to be taken',
  EMAIL_SERVER: 'mailbox:',
  MAILBOX_KEY: 'a-mailbox-key-for-tests',
  // The cheapest there is: what a test is about is seldom the cost.
  PASSWORD_HASH_COST: '4',
  // What a test provokes is not to be read between its results.
  LOG_LEVEL: 'silent',
  DATABASE_URL: `file:${path.join(directory, 'test.db')}`,
})

await migrate(String(process.env.DATABASE_URL))

afterAll(() => rmSync(directory, { recursive: true, force: true }))
