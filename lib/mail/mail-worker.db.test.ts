import { afterEach, beforeEach, expect, test } from 'vitest'
import { captureLog } from '@/lib/testing/captured-log'
import { aContext } from '@/lib/testing/operation-fixtures'
import { queryDatabase } from '@/lib/testing/query-database'
import { sendMailsTo, startSmtpServer } from '@/lib/testing/smtp-server'
import { config } from '@/lib/config/config'
import { HOUR } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { enqueueMail } from './enqueue-mail'
import { startMailWorker, type MailWorker } from './mail-worker'
import { wakeMailWorker } from './wake-mail-worker'

type Server = Awaited<ReturnType<typeof startSmtpServer>>
let worker: MailWorker | undefined
let server: Server | undefined

beforeEach(async () => {
  lines.splice(0)
  await (await database()).outboxMail.deleteMany()
})
afterEach(async () => {
  await Promise.all([worker?.stop(), server?.stop()])
})

async function aServer(...parameters: Parameters<typeof startSmtpServer>): Promise<Server> {
  server = await startSmtpServer(...parameters)
  sendMailsTo(server.url)
  return server
}

async function enqueue(...recipients: string[]) {
  const message = {
    kind: 'already-registered',
    loginUrl: 'https://a.example/login',
    resetUrl: 'https://a.example/forgot',
  } as const
  for (const to of recipients) await transaction((tx) => enqueueMail(tx, { to, message }, aContext()))
}
const recipients = (count: number) => Array.from({ length: count }, (_, index) => `user${index}@example.com`)
const countOf = async (status: string) => (await database()).outboxMail.count({ where: { status } })
const lines = captureLog()
const faults = () => lines.filter(({ level }) => level === 'error')
const told = () => faults().map(({ msg }) => msg)

test('a process has one worker, and a new one after that has stopped', async () => {
  await aServer()
  worker = startMailWorker()
  expect(startMailWorker()).toBe(worker)
  await worker.stop()
  const next = startMailWorker()
  expect(next).not.toBe(worker)
  worker = next
})

test('a woken worker delivers at once, not when it looks again', async () => {
  const { mails } = await aServer()
  worker = startMailWorker({ pollInterval: HOUR })
  await expect.poll(() => countOf('pending')).toBe(0)
  await enqueue('ada@example.com')
  wakeMailWorker()
  await expect.poll(() => mails.length, { timeout: 15_000 }).toBe(1)
  await expect.poll(() => countOf('delivered')).toBe(1)
})

test('a worker that nobody wakes finds the email by itself', async () => {
  const { mails } = await aServer()
  worker = startMailWorker()
  await new Promise((resolve) => setTimeout(resolve, 200))
  await enqueue('ada@example.com')
  await expect.poll(() => mails.length, { timeout: 15_000 }).toBe(1)
})

test('waking does nothing where no worker runs', async () => {
  const { mails } = await aServer()
  await enqueue('ada@example.com')
  wakeMailWorker()
  expect(mails).toHaveLength(0)
  expect(await countOf('pending')).toBe(1)
})

test('emails that the server freezes over hold up none that come later (S71)', async () => {
  const { mails } = await aServer({ toRecipient: (address) => (address.startsWith('frozen') ? 'silence' : undefined) })
  worker = startMailWorker()
  await enqueue('frozen1@example.com', 'frozen2@example.com', 'frozen3@example.com')
  wakeMailWorker()
  await expect.poll(async () => (await database()).outboxMail.count({ where: { attempts: 1 } })).toBe(3)
  await enqueue(...recipients(5))
  wakeMailWorker()
  // Sooner than the frozen ones are given up, ten seconds after they were begun.
  await expect.poll(() => mails.length, { timeout: 8000 }).toBe(5)
  await server?.stop()
  await expect.poll(told).toContain('An email was postponed')
})

test('a stopped worker has finished the emails on their way and begins no other', async () => {
  const { mails } = await aServer({ toMessage: () => ({ delayMilliseconds: 400 }) })
  worker = startMailWorker()
  await enqueue(...recipients(8))
  wakeMailWorker()
  await expect.poll(() => mails.length, { timeout: 3000 }).toBeGreaterThan(0)
  await worker.stop()
  expect(mails.length).toBeLessThanOrEqual(4)
  expect(await countOf('delivered')).toBe(mails.length)
  expect(await countOf('pending')).toBe(8 - mails.length)
})

test('a worker survives a database that fails, and logs it once, without secrets (S62)', async () => {
  await aServer()
  const { databaseUrl } = config()
  await enqueue('delivered@example.com')
  await (await database()).outboxMail.updateMany({ data: { attempts: 1, leasedUntil: new Date(0) } })
  await queryDatabase(databaseUrl, 'ALTER TABLE "OutboxMail" RENAME TO "OutboxMailAway"')
  worker = startMailWorker({ pollInterval: 100, pause: 500 })
  await expect.poll(told).toContain('The mail worker failed')
  wakeMailWorker()
  await queryDatabase(databaseUrl, 'ALTER TABLE "OutboxMailAway" RENAME TO "OutboxMail"')
  await enqueue('ada@example.com')
  await expect.poll(() => server?.mails.length, { timeout: 9000 }).toBe(1)
  expect(told()).toEqual(['The mail worker failed'])
  // The worker that delivered it gets the time to record that.
  expect(server?.mailsTo('delivered@example.com')).toEqual([])
}, 15_000)

test('a worker logs what it gives up, with the reply code, and neither address nor content (S62)', async () => {
  await aServer({ toRecipient: () => ({ code: 550, text: 'No such user nobody@example.com' }) })
  await enqueue('nobody@example.com')
  worker = startMailWorker()
  await expect.poll(() => countOf('failed')).toBe(1)
  await expect.poll(told).toEqual(['An email failed for good'])
  expect(faults()[0]).toMatchObject({ mailKind: 'already-registered', attempts: '1', code: '550' })
  expect(JSON.stringify(lines)).not.toContain('nobody')
})
