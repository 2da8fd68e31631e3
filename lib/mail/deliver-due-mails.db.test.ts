import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { aContext } from '@/lib/testing/operation-fixtures'
import { startBreakingSmtpServer } from '@/lib/testing/breaking-smtp-server'
import { sendMailsTo, startSmtpServer } from '@/lib/testing/smtp-server'
import { addMilliseconds, DAY, HOUR, MINUTE, SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { deliverDueMails } from './deliver-due-mails'
import { enqueueMail } from './enqueue-mail'
import type { MailMessage } from './mail-message'

const RESET: MailMessage = {
  kind: 'password-reset',
  url: 'https://accounts.example.com/reset-password?token=a-canary-token',
  username: 'ada',
  linkMinutes: 60,
}

type Server = Awaited<ReturnType<typeof startSmtpServer>>
const servers: Server[] = []

async function aServer(...parameters: Parameters<typeof startSmtpServer>): Promise<Server> {
  const server = await startSmtpServer(...parameters)
  servers.push(server)
  sendMailsTo(server.url)
  return server
}

beforeEach(async () => {
  await (await database()).outboxMail.deleteMany()
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

async function enqueue(...recipients: string[]) {
  const ctx = aContext()
  for (const to of recipients) await transaction((tx) => enqueueMail(tx, { to, message: RESET }, ctx))
  return ctx.now
}
const rowOf = async (recipient: string) => (await database()).outboxMail.findFirstOrThrow({ where: { recipient } })
const recipients = (count: number) =>
  Array.from({ length: count }, (_, index) => `user${String(index).padStart(2, '0')}@example.com`)
const addressees = (server: Server) =>
  server.mails.flatMap(({ envelope }) => envelope.to).toSorted((a, b) => (a < b ? -1 : 1))

test('a due mail is delivered in HTML and text, and its body purged', async () => {
  const server = await aServer()
  await enqueue('ada@example.com')
  expect(await deliverDueMails()).toBe(1)

  const row = await rowOf('ada@example.com')
  expect(row).toMatchObject({ status: 'delivered', body: null, leasedUntil: null, lastError: null, attempts: 1 })
  expect(row.deliveredAt).toBeInstanceOf(Date)
  const [mail] = server.mails
  expect(mail).toMatchObject({
    subject: 'Reset your password',
    messageId: row.messageId,
    envelope: { to: ['ada@example.com'] },
  })
  expect(mail?.text).toContain('https://accounts.example.com/reset-password?token=a-canary-token')
  expect(mail?.html).toContain('href="https://accounts.example.com/reset-password?token=a-canary-token"')
  expect(await deliverDueMails()).toBe(0)
})

test('an email that waits for its turn does not leave sooner', async () => {
  const server = await aServer()
  const ctx = aContext()
  const notBefore = addMilliseconds(ctx.now, 3 * MINUTE)
  await transaction((tx) => enqueueMail(tx, { to: 'ada@example.com', message: RESET, notBefore }, ctx))
  expect(await deliverDueMails(addMilliseconds(ctx.now, 2 * MINUTE))).toBe(0)
  expect(await deliverDueMails(notBefore)).toBe(1)
  expect(server.mails).toHaveLength(1)
})

test.skipIf(IS_REPEATED)(
  'an email that the server puts off comes again later, with the same Message-ID (S71)',
  async () => {
    let isBusy = true
    const server = await aServer({
      toRecipient: () => (isBusy ? { code: 451, text: 'Greylisted, come back later' } : undefined),
    })
    const now = await enqueue('ada@example.com')
    expect(await deliverDueMails(now)).toBe(0)
    const postponed = await rowOf('ada@example.com')
    expect(postponed).toMatchObject({ status: 'pending', attempts: 1, leasedUntil: null })
    expect(postponed.lastError).toContain('451 Greylisted, come back later')
    expect(postponed.nextAttemptAt.getTime() - now.getTime()).toBeGreaterThan(5 * SECOND)

    isBusy = false
    expect(await deliverDueMails(addMilliseconds(now, 5 * SECOND))).toBe(0)
    expect(await deliverDueMails(addMilliseconds(now, MINUTE))).toBe(1)
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([postponed.messageId])
    expect(await rowOf('ada@example.com')).toMatchObject({ status: 'delivered', attempts: 2, lastError: null })
  },
)

test.skipIf(IS_REPEATED)('an email that is refused for good fails at once, purged, with the reason', async () => {
  await aServer({ toRecipient: () => ({ code: 550, text: `No such user ${'x'.repeat(20)} `.repeat(50) }) })
  await enqueue('nobody@example.com')
  expect(await deliverDueMails()).toBe(0)
  const row = await rowOf('nobody@example.com')
  expect(row).toMatchObject({ status: 'failed', body: null, attempts: 1, leasedUntil: null, deliveredAt: null })
  expect(row.lastError).toContain('550 No such user')
  expect(row.lastError).toHaveLength(500)
})

test.skipIf(IS_REPEATED)('an email is tried for 48 hours, and then given up, purged', async () => {
  await aServer({ toMessage: () => ({ code: 452, text: 'Disk full' }) })
  const now = await enqueue('ada@example.com')
  await deliverDueMails(addMilliseconds(now, 2 * DAY - HOUR))
  expect(await rowOf('ada@example.com')).toMatchObject({ status: 'pending' })
  await deliverDueMails(addMilliseconds(now, 2 * DAY))
  expect(await rowOf('ada@example.com')).toMatchObject({ status: 'failed', body: null, attempts: 2 })
})

test.skipIf(IS_REPEATED)('while the server is down nothing is lost, and the rest is not even tried (S71)', async () => {
  const server = await aServer()
  await server.stop()
  const now = await enqueue(...recipients(20))
  expect(await deliverDueMails()).toBe(0)
  const db = await database()
  expect(await db.outboxMail.count({ where: { status: 'pending', body: { not: null } } })).toBe(20)
  expect(await db.outboxMail.count({ where: { attempts: { gt: 0 } } })).toBeLessThanOrEqual(4)

  const back = await aServer()
  expect(await deliverDueMails(addMilliseconds(now, MINUTE))).toBe(20)
  expect(back.mails).toHaveLength(20)
})

test.each([
  ['within the mail', 0],
  ['before the answer', 1],
] as const)(
  'a line that breaks %s loses nothing: the email comes again, with the same Message-ID (S71)',
  async (breaks, whole) => {
    const broken = await startBreakingSmtpServer(breaks)
    sendMailsTo(broken.url)
    const now = await enqueue('ada@example.com')
    expect(await deliverDueMails(now)).toBe(0)
    await broken.stop()
    expect(broken.wholeMails()).toBe(whole)
    const row = await rowOf('ada@example.com')
    expect(row).toMatchObject({ status: 'pending', attempts: 1, leasedUntil: null })
    expect(row.body).not.toBeNull()

    const server = await aServer()
    expect(await deliverDueMails(now)).toBe(0)
    expect(await deliverDueMails(addMilliseconds(now, MINUTE))).toBe(1)
    expect(server.mails.map(({ messageId }) => messageId)).toEqual([row.messageId])
    expect(await rowOf('ada@example.com')).toMatchObject({ status: 'delivered', attempts: 2, body: null })
  },
)

test.skipIf(IS_REPEATED)('a server that freezes over one email holds up no other (S71)', async () => {
  const server = await aServer({ toRecipient: (address) => (address.startsWith('frozen') ? 'silence' : undefined) })
  await enqueue('frozen@example.com', ...recipients(8))
  const delivering = deliverDueMails()
  await expect.poll(() => server.mails.length, { timeout: 4000 }).toBe(8)
  expect(await rowOf('frozen@example.com')).toMatchObject({ status: 'pending', attempts: 1 })
  await server.stop()
  expect(await delivering).toBe(8)
  expect((await rowOf('frozen@example.com')).lastError).toBeTruthy()
})

test.skipIf(IS_REPEATED)('what an email quotes in a refusal is not kept (S20)', async () => {
  await aServer({
    toMessage: () => ({
      code: 554,
      text: 'Spam link https://accounts.example.com/reset-password?token=a-canary-token',
    }),
  })
  await enqueue('ada@example.com')
  await deliverDueMails()
  expect((await rowOf('ada@example.com')).lastError).toMatch(/554 Spam link \[link\]$/)
})

test('forty emails among five deliveries at once arrive once each', async () => {
  const server = await aServer()
  await enqueue(...recipients(40))
  const delivered = await Promise.all(Array.from({ length: 5 }, () => deliverDueMails()))
  expect(delivered.reduce((sum, count) => sum + count)).toBe(40)
  expect(addressees(server)).toEqual(recipients(40))
})

test('forty emails between two processes arrive once each', async () => {
  const server = await aServer()
  await enqueue(...recipients(40))
  const script = `const { deliverDueMails } = await import('./lib/mail/deliver-due-mails.ts')
    process.stdout.write(String(await deliverDueMails()), () => process.exit())`
  const deliverInProcess = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
  const delivered = await Promise.all(Array.from({ length: 2 }, deliverInProcess))
  expect(delivered.reduce((sum, { stdout }) => sum + Number(stdout), 0)).toBe(40)
  expect(addressees(server)).toEqual(recipients(40))
}, 120_000)

test('an email of a worker that died is taken over when its lease has run out, not sooner', async () => {
  const server = await aServer()
  const now = await enqueue('ada@example.com')
  const leasedUntil = addMilliseconds(now, 2 * MINUTE)
  await (await database()).outboxMail.updateMany({ data: { leasedUntil, attempts: 1 } })
  expect(await deliverDueMails(addMilliseconds(leasedUntil, -SECOND))).toBe(0)
  expect(await deliverDueMails(leasedUntil)).toBe(1)
  expect(server.mails).toHaveLength(1)
  expect(await rowOf('ada@example.com')).toMatchObject({ status: 'delivered', attempts: 2 })
})

test('an email on its way is not begun again in its process, though its lease has run out', async () => {
  const server = await aServer({ toMessage: () => ({ delayMilliseconds: 500 }) })
  const now = await enqueue('ada@example.com')
  const delivering = deliverDueMails(now)
  await expect.poll(() => server.mails.length).toBe(1)
  expect(await deliverDueMails(addMilliseconds(now, HOUR))).toBe(0)
  expect(await delivering).toBe(1)
  expect(server.mails).toHaveLength(1)
})

test('an email sealed with another AUTH_SECRET fails with a reason a person understands', async () => {
  await aServer()
  await enqueue('ada@example.com')
  const db = await database()
  await db.outboxMail.updateMany({ data: { body: 'bm90IHNlYWxlZCBieSB0aGlzIHNlY3JldCBhdCBhbGwsIHN1cmVseQ' } })
  await deliverDueMails()
  expect(await rowOf('ada@example.com')).toMatchObject({ status: 'failed', body: null })
  expect((await rowOf('ada@example.com')).lastError).toContain('another AUTH_SECRET')
})
