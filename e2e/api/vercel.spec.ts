import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { dropTestDatabase } from '../../scripts/support/drop-test-database.mjs'
import { exampleSettings } from '../../scripts/support/example-settings.mjs'
import { freePort } from '../../scripts/support/ports.mjs'
import { aPerson } from '../support/person'
import { queryDatabase } from '../../lib/testing/query-database'
import { startSmtpServer } from '../../lib/testing/smtp-server'
import { expect, test } from '../support/api-test'

const CRON_SECRET = 'the secret of the scheduler of the tests'.replaceAll(' ', '-')

/** Where the contract tests run on SQLite there is no server to make a database on. */
const serverUrl = process.env.TEST_DATABASE_URL

/**
 * Next by itself, as Vercel runs the build: without our server before it, and nothing that lives on between requests.
 */
async function startAsOnVercel(settings: Record<string, string>) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '--port', String(port), '--hostname', '127.0.0.1'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        ...Object.fromEntries(exampleSettings().map((name) => [name, ''])),
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        VERCEL: '1',
        CRON_SECRET,
        APP_URL: url,
        AUTH_SECRET: 'a secret for a server of a few minutes',
        PASSWORD_HASH_COST: '4',
        EMAIL_VERIFICATION: 'optional',
        ...settings,
      },
    },
  )
  const ended = once(child, 'exit')
  return {
    url,
    errors: child.stderr
      .setEncoding('utf8')
      .toArray()
      .then((chunks) => chunks.join('')),
    isReady: () =>
      fetch(`${url}/api/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

// Starts Next, beside whatever else runs on the machine.
test.describe.configure({ timeout: 120_000 })

test('on Vercel emails leave after the request, what was put off by the scheduler alone, and the platform tells who calls', async () => {
  test.skip(serverUrl === undefined, 'there is no SQLite on Vercel')
  let isBusy = true
  const smtp = await startSmtpServer({
    toRecipient: () => (isBusy ? { code: 451, text: 'Come back later' } : undefined),
  })
  const DATABASE_URL = await createTestDatabase(String(serverUrl))
  const server = await startAsOnVercel({
    DATABASE_URL,
    EMAIL_SERVER: smtp.url,
    EMAIL_FROM: 'Accounts <accounts@example.com>',
  })
  const cron = (task: string, secret?: string, method = 'GET') => {
    const headers = secret === undefined ? undefined : { Authorization: `Bearer ${secret}` }
    return fetch(`${server.url}/api/cron/${task}`, { method, headers })
  }
  try {
    await expect.poll(server.isReady, { timeout: 60_000 }).toBe(true)
    const { username, email, password } = aPerson()
    const registered = await fetch(`${server.url}/api/v1/register`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Vercel-Forwarded-For': '203.0.113.9',
        'X-Forwarded-For': '192.0.2.1',
        'X-Vestibule-Socket-Address': '192.0.2.2',
      },
      body: JSON.stringify({ username, email, password }),
    })
    expect(registered.status).toBe(201)
    const outbox = async () => {
      const rows = await queryDatabase(DATABASE_URL, 'SELECT "status", "attempts" FROM "OutboxMail"')
      return rows.map(([status, attempts]) => [status, Number(attempts)])
    }
    // Not when it is only begun: what became of the try is recorded after it.
    const putOff = () => queryDatabase(DATABASE_URL, 'SELECT "status" FROM "OutboxMail" WHERE "lastError" IS NOT NULL')
    await expect.poll(putOff).toEqual([['pending']])
    expect(await outbox()).toEqual([['pending', 1]])
    const sources = await queryDatabase(DATABASE_URL, 'SELECT DISTINCT "ip" FROM "AuditEvent"')
    expect(sources).toEqual([['203.0.113.9']])

    isBusy = false
    await queryDatabase(DATABASE_URL, 'UPDATE "OutboxMail" SET "nextAttemptAt" = "createdAt"')
    for (const task of ['mails', 'clean-up']) {
      expect((await cron(task)).status).toBe(401)
      expect((await cron(task, `${CRON_SECRET}x`)).status).toBe(401)
      for (const method of ['HEAD', 'POST']) expect((await cron(task, CRON_SECRET, method)).status).toBe(405)
    }
    expect(smtp.mails).toHaveLength(0)

    const delivered = await cron('mails', CRON_SECRET)
    expect([delivered.status, await delivered.json()]).toEqual([200, { done: 1 }])
    expect(smtp.mailsTo(email)).toHaveLength(1)
    expect(await outbox()).toEqual([['delivered', 2]])
    expect((await cron('clean-up', CRON_SECRET)).status).toBe(200)
  } finally {
    await server.stop()
    await smtp.stop()
    await dropTestDatabase(String(serverUrl), DATABASE_URL)
  }
})

test('a SQLite file is refused there, where no file stays', async () => {
  const file = path.join(os.tmpdir(), `vestibule-${randomUUID()}.db`)
  const server = await startAsOnVercel({
    DATABASE_URL: `file:${file}`,
    EMAIL_SERVER: 'mailbox:',
    MAILBOX_KEY: CRON_SECRET,
  })
  try {
    expect(await server.errors).toContain('DATABASE_URL must name a PostgreSQL or MySQL server')
    expect(existsSync(file)).toBe(false)
  } finally {
    await server.stop()
  }
})

test('without CRON_SECRET there is no door for a scheduler, whatever is shown', async ({ request }) => {
  for (const task of ['mails', 'clean-up']) {
    for (const secret of ['', 'undefined', 'null', CRON_SECRET]) {
      const answer = await request.get(`/api/cron/${task}`, { headers: { Authorization: `Bearer ${secret}` } })
      expect(answer.status()).toBe(404)
    }
    expect((await request.post(`/api/cron/${task}`)).status()).toBe(404)
  }
})
