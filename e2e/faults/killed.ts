import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase } from '../../scripts/support/create-test-database.mjs'
import { freePort } from '../../scripts/support/ports.mjs'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { gatherCrowd } from './support/crowd'
import type { Fault, FaultRun } from './support/fault'
import { endMailLeases } from './support/end-mail-leases'
import { isWhole } from './support/is-whole'
import { collectMails, type Arrival, type Mails } from './support/mails'
import type { Person } from './support/person'
import { startDatabase, type FaultDatabase } from './support/start-database'

/** SQLite lives in the process that is killed; a database server goes on, and has less to lose. */
const KILLS = { sqlite: 200, postgresql: 25, mysql: 25 } as const
const KILLS_SMALL = 3
/** So much is done before a kill, and so long is waited then, each at most. */
const MOST_ACTS = 12
const MOST_MILLISECONDS = 200
/** What a process does between the mail server's yes and its record of it takes less. */
const RECORD_MILLISECONDS = 3000
const MAIL_MILLISECONDS = 30_000

type Server = Awaited<ReturnType<typeof startTemporaryServer>>

export const killed: Fault = {
  statements: 'S73, S71',
  title: 'The server is killed at any moment, under load',
  small: ['sqlite'],
  run: async (run) => {
    for (const kind of run.databases) await killOn(run, kind)
  },
}

async function killOn(run: FaultRun, kind: FaultDatabase) {
  const { report, isFull, random, onEnd } = run
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-killed-'))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  const database = await databaseOf(run, kind, folder)
  if (!database) return
  const { name, url: databaseUrl } = database
  const mails = await collectMails()
  onEnd(() => mails.stop())
  const port = await freePort()
  const start = (processes: number) =>
    startTemporaryServer({ folder, port, settings: settingsOf({ databaseUrl, mails, port, processes }) })
  let server: Server = await start(2)
  onEnd(() => server.stop())

  const violations: string[] = []
  const kills: number[] = []
  const crowd = gatherCrowd(server.url, mails, random, (what) => {
    violations.push(what)
    report.print(`! ${what}`)
  })
  const count = isFull ? KILLS[kind] : KILLS_SMALL
  let damage = 0
  for (let kill = 0; kill < count; kill++) {
    await crowd.go(random.below(MOST_ACTS))
    await sleep(random.below(MOST_MILLISECONDS))
    kills.push(performance.now())
    await server.kill()
    await crowd.rest()
    if (kind === 'sqlite' && !(await isWhole(databaseUrl))) damage++
    await endMailLeases(databaseUrl)
    server = await start(random.pick([1, 1, 2]))
    await crowd.checkLatest()
    if (isFull && kill % 20 === 19)
      report.print(`${kill + 1} kills, ${crowd.people.length} people, ${violations.length} violations`)
  }
  await checkEnd(run, { name, mails, people: crowd.people, kills, violations })
  if (kind === 'sqlite')
    report.hold(`${name}: the database is whole after each kill`, damage === 0, `${damage} times not`)
  await server.stop()
}

async function databaseOf(run: FaultRun, kind: FaultDatabase, folder: string) {
  if (kind === 'sqlite') return { name: 'SQLite', url: `file:${path.join(folder, 'server.db')}` }
  const database = await startDatabase(run, kind)
  return database && { name: database.name, url: await createTestDatabase(database.url) }
}

type Settings = { databaseUrl: string; mails: Mails; port: number; processes: number }

function settingsOf({ databaseUrl, mails, port, processes }: Settings): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    EMAIL_SERVER: mails.url,
    EMAIL_FROM: 'Accounts <accounts@example.com>',
    APP_URL: `http://localhost:${port}`,
    PASSWORD_HASH_COST: '4',
    TRUSTED_PROXY_HOPS: '1',
    WEB_CONCURRENCY: String(processes),
    // Longer than a restart takes, so that a lost answer ends no session.
    REFRESH_TOKEN_GRACE: '10m',
  }
}

type End = { name: string; mails: Mails; people: Person[]; kills: number[]; violations: string[] }

async function checkEnd({ report }: FaultRun, { name, mails, people, kills, violations }: End) {
  const unchecked = [...people]
  const checkOneAfterAnother = async () => {
    for (let person = unchecked.pop(); person; person = unchecked.pop()) await person.check()
  }
  await Promise.all(Array.from({ length: 8 }, checkOneAfterAnother))
  const registered = people.filter(({ isRegistered }) => isRegistered)
  const unmailed = await waitForMails(mails, registered)
  const { doubled, unexplained } = repetitions(mails.arrivals(), kills)
  const tooMany = people.filter(({ email, requestedMails }) => {
    const ids = mails
      .arrivals()
      .filter(({ to, text }) => to === email && /^\d{6}$/m.test(text))
      .map(({ messageId }) => messageId)
    return new Set(ids).size > requestedMails
  })
  const verified = people.filter(({ isVerified }) => isVerified).length
  const sum = (count: (person: Person) => number) => people.reduce((total, person) => total + count(person), 0)

  report.print(
    `${name}: ${kills.length} kills; acknowledged: ${registered.length} registrations, ${verified} proofs, ` +
      `${sum((person) => person.passwordsOfBefore.length)} changes of password, ` +
      `${sum((person) => person.endedSessions.length)} ends of a session; ` +
      `${mails.arrivals().length} mails, ${doubled} of them twice`,
  )
  report.hold(`${name}: people came in between the kills`, verified > 0, `${registered.length} registered`)
  report.hold(
    `${name}: what was acknowledged is there, what was ended is over, no token works twice`,
    violations.length === 0,
    violations.slice(0, 5).join('; '),
  )
  report.hold(
    `${name}: every registration was mailed`,
    unmailed.length === 0,
    unmailed
      .map(({ email }) => email)
      .slice(0, 5)
      .join(', '),
  )
  report.hold(
    `${name}: a mail came twice only when we were killed before its record, with the same Message-ID`,
    unexplained.length === 0,
    unexplained.join(', '),
  )
  report.hold(
    `${name}: nobody got two mails for one request`,
    tooMany.length === 0,
    tooMany.map(({ email }) => email).join(', '),
  )
}

async function waitForMails(mails: Mails, people: Person[]): Promise<Person[]> {
  const end = performance.now() + MAIL_MILLISECONDS
  for (;;) {
    const reached = new Set(mails.arrivals().map(({ to }) => to))
    const missing = people.filter(({ email }) => !reached.has(email))
    if (missing.length === 0 || performance.now() > end) return missing
    await sleep(100)
  }
}

/** Emails that came more than once, and those that no kill explains. */
function repetitions(arrivals: Arrival[], kills: number[]) {
  const times = new Map<string, number[]>()
  for (const { messageId, at } of arrivals) times.set(messageId, [...(times.get(messageId) ?? []), at])
  const doubled = [...times].filter(([, ats]) => ats.length > 1)
  const unexplained = doubled.filter(([, ats]) =>
    ats.slice(1).some((at, index) => {
      const before = ats[index] ?? 0
      return !kills.some(
        (kill) => kill > before - RECORD_MILLISECONDS && kill < before + RECORD_MILLISECONDS && kill < at,
      )
    }),
  )
  return { doubled: doubled.length, unexplained: unexplained.map(([messageId]) => messageId) }
}
