import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { exampleSettings } from '../../scripts/support/example-settings.mjs'
import { freePort } from '../../scripts/support/ports.mjs'
import { aPerson } from '../support/person'
import { queryDatabase } from '../support/query-database'
import { startSmtpServer } from '../support/smtp-server'
import { expect, test } from '../support/test'

const CRON_SECRET = 'the secret of the scheduler of the tests'.replaceAll(' ', '-')

/** Next by itself, as Vercel runs the build: without our server before it, and nothing that lives on between requests. */
async function startAsOnVercel(settings: Record<string, string>) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-vercel-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const databaseUrl = `file:${path.join(folder, 'server.db')}`
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      ...Object.fromEntries(exampleSettings().map((name) => [name, ''])),
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      VERCEL: '1',
      CRON_SECRET,
      APP_URL: url,
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: 'a secret for a server of a few minutes',
      PASSWORD_HASH_COST: '4',
      EMAIL_VERIFICATION: 'optional',
      ...settings,
    },
  })
  const ended = once(child, 'exit')
  await expect.poll(() => fetch(`${url}/api/health/ready`).then(({ ok }) => ok, () => false)).toBe(true)
  return {
    url,
    databaseUrl,
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

test('on Vercel mails leave after the request, what was put off by the scheduler alone, and the platform tells who calls', async () => {
  let isBusy = true
  const smtp = await startSmtpServer({ toRecipient: () => (isBusy ? { code: 451, text: 'Come back later' } : undefined) })
  const server = await startAsOnVercel({ EMAIL_SERVER: smtp.url, EMAIL_FROM: 'Accounts <accounts@example.com>' })
  const cron = (task: string, secret?: string, method = 'GET') => {
    const headers = secret === undefined ? undefined : { Authorization: `Bearer ${secret}` }
    return fetch(`${server.url}/api/cron/${task}`, { method, headers })
  }
  try {
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
    const outbox = () => queryDatabase(server.databaseUrl, 'SELECT "status", "attempts" FROM "OutboxMail"')
    // Not when it is only begun: what became of the try is recorded after it.
    const putOff = () => queryDatabase(server.databaseUrl, 'SELECT "status" FROM "OutboxMail" WHERE "lastError" IS NOT NULL')
    await expect.poll(putOff).toEqual([['pending']])
    expect(await outbox()).toEqual([['pending', '1']])
    const sources = await queryDatabase(server.databaseUrl, 'SELECT DISTINCT "ip" FROM "AuditEvent"')
    expect(sources).toEqual([['203.0.113.9']])

    isBusy = false
    await queryDatabase(server.databaseUrl, 'UPDATE "OutboxMail" SET "nextAttemptAt" = "createdAt"')
    for (const task of ['mails', 'clean-up']) {
      expect((await cron(task)).status).toBe(401)
      expect((await cron(task, `${CRON_SECRET}x`)).status).toBe(401)
      for (const method of ['HEAD', 'POST']) expect((await cron(task, CRON_SECRET, method)).status).toBe(405)
    }
    expect(smtp.mails).toHaveLength(0)

    const delivered = await cron('mails', CRON_SECRET)
    expect([delivered.status, await delivered.json()]).toEqual([200, { done: 1 }])
    expect(smtp.mailsTo(email)).toHaveLength(1)
    expect(await outbox()).toEqual([['delivered', '2']])
    expect((await cron('clean-up', CRON_SECRET)).status).toBe(200)
  } finally {
    await server.stop()
    await smtp.stop()
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
