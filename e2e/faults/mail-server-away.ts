import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../scripts/support/ports.mjs'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { PASSWORD } from './support/account'
import { ask } from './support/ask'
import { endMailLeases } from './support/end-mail-leases'
import type { Fault, FaultRun } from './support/fault'
import { letMailTimePass } from './support/let-mail-time-pass'
import { collectMails, type Mails } from './support/mails'

/** What waited for a mail server would wait for its timeout, or longer. */
const NOISE_MILLISECONDS = 1000
const DELIVERY_MILLISECONDS = 20_000

type Server = Awaited<ReturnType<typeof startTemporaryServer>>
type Stage = FaultRun & { mailPort: number; usualMilliseconds: number; start: () => Promise<Server> }

export const mailServerAway: Fault = {
  statements: 'S71, S3',
  title: 'The mail server refuses, freezes or drops the line, or we die before our record',
  small: ['sqlite'],
  full: ['sqlite'],
  run: async (run) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-mail-'))
    run.onEnd(() => rmSync(folder, { recursive: true, force: true }))
    const [port, mailPort] = [await freePort(), await freePort()]
    const settings = {
      EMAIL_SERVER: `smtp://127.0.0.1:${mailPort}`,
      EMAIL_FROM: 'Accounts <accounts@example.com>',
      APP_URL: `http://localhost:${port}`,
      PASSWORD_HASH_COST: '4',
      TRUSTED_PROXY_HOPS: '1',
    }
    const start = async () => {
      const server = await startTemporaryServer({ folder, port, settings })
      run.onEnd(() => server.stop())
      return server
    }
    const server = await start()
    const stage = { ...run, mailPort, start, usualMilliseconds: await usualTime(server, mailPort) }
    await outage(stage, server, 'refused (nothing listens)', async () => () => {})
    await outage(stage, server, 'frozen', async () => {
      const mails = await collectMails({ toRecipient: () => 'silence' }, mailPort)
      return () => mails.stop()
    })
    await outage(stage, server, 'dropping the line in the middle of a mail', () => dropInMail(mailPort))
    await dieBeforeRecord(stage, server)
  },
}

/** How long a registration takes while the mail server is well. */
async function usualTime({ url }: Server, mailPort: number): Promise<number> {
  const mails = await collectMails({}, mailPort)
  const answers = []
  for (let index = 0; index < 4; index++) answers.push(await register(url))
  await arrival(mails, String(answers.at(-1)?.email), 1)
  await mails.stop()
  return Math.max(...answers.map(({ milliseconds }) => milliseconds))
}

/** People register during an outage; when it is over, each has one email. */
async function outage(
  { report, isFull, mailPort, usualMilliseconds }: Stage,
  server: Server,
  name: string,
  begin: () => Promise<() => unknown>,
) {
  const end = await begin()
  const count = isFull ? 40 : 4
  const answers = []
  for (let index = 0; index < count; index++) answers.push(await register(server.url))
  await sleep(isFull ? 10_000 : 500)
  await end()

  const mails = await collectMails({}, mailPort)
  try {
    await deliver(server, mails, answers.length)
    const slowest = Math.max(...answers.map(({ milliseconds }) => milliseconds))
    const odd = answers.filter(({ email }) => mails.arrivals().filter(({ to }) => to === email).length !== 1)
    report.print(
      `${name}: ${count} registrations, the slowest after ${Math.round(slowest)} ms ` +
        `(before: ${Math.round(usualMilliseconds)} ms); ` +
        `${mails.arrivals().length} mails afterwards`,
    )
    report.hold(
      `${name}: every request is answered as always`,
      answers.every(({ status }) => status === 201),
    )
    report.hold(
      `${name}: none waits for the mail server`,
      slowest < 2 * usualMilliseconds + NOISE_MILLISECONDS,
      `${Math.round(slowest)} ms`,
    )
    report.hold(`${name}: afterwards everybody has one mail`, odd.length === 0, `${odd.length} have none, or more`)
  } finally {
    await mails.stop()
  }
}

/** Killed after the mail server has the email and before we know: it comes once more, with the same Message-ID. */
async function dieBeforeRecord({ report, mailPort, start }: Stage, server: Server) {
  const slow = await collectMails({ toMessage: () => ({ delayMilliseconds: 60_000 }) }, mailPort)
  const { email } = await register(server.url)
  await arrival(slow, email, 1)
  await server.kill()
  await slow.stop()
  await endMailLeases(server.databaseUrl)

  const mails = await collectMails({}, mailPort)
  try {
    const restarted = await start()
    await deliver(restarted, mails, 1)
    const ids = [...slow.arrivals(), ...mails.arrivals()]
      .filter(({ to }) => to === email)
      .map(({ messageId }) => messageId)
    report.print(
      `killed before the record: ${ids.length} mails to one person, Message-ID ${[...new Set(ids)].join(' and ')}`,
    )
    report.hold(
      'killed before the record: the mail is not lost',
      mails.arrivals().some(({ to }) => to === email),
    )
    report.hold(
      'killed before the record: what comes twice has the same Message-ID',
      ids.length === 2 && new Set(ids).size === 1,
      ids.join(', '),
    )
  } finally {
    await mails.stop()
  }
}

let names = 0

async function register(url: string) {
  const username = `mailed-${++names}`
  const email = `${username}@example.com`
  const answer = await ask(`${url}/api/v1/register`, { method: 'POST', body: { username, email, password: PASSWORD } })
  return { ...answer, email }
}

/** Lets the time pass for which emails are postponed, until so many have come. */
async function deliver({ databaseUrl }: Server, mails: Mails, count: number) {
  const end = performance.now() + DELIVERY_MILLISECONDS
  while (mails.arrivals().length < count && performance.now() < end) {
    await letMailTimePass(databaseUrl)
    await sleep(500)
  }
  // One that would come twice has the time to.
  await sleep(500)
}

async function arrival(mails: Mails, email: string, count: number) {
  const end = performance.now() + DELIVERY_MILLISECONDS
  while (mails.arrivals().filter(({ to }) => to === email).length < count && performance.now() < end) await sleep(20)
}

/** A server that says yes until it has the beginning of an email, and hangs up. */
async function dropInMail(port: number) {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('220 test\r\n')
    let isMail = false
    socket.on('data', (data) => {
      if (isMail) return void socket.destroy()
      isMail = data.toString().startsWith('DATA')
      socket.write(isMail ? '354 go on\r\n' : '250 test\r\n')
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return () => server.close()
}
