import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import type { Transaction } from '@prisma/driver-adapter-utils'
import { INSIDES } from '@/e2e/support/insides'
import { createTestDatabase } from '../support/create-test-database.mjs'
import { startMariadb } from '../support/start-mariadb.mjs'
import { startPostgresql } from '../support/start-postgresql.mjs'
import { startTemporaryServer } from '../support/temporary-server.mjs'
import { makeAccount } from './support/account'
import { ask } from './support/ask'
import { doorsOf, type Door } from './support/doors'
import type { Fault, FaultRun } from './support/fault'
import { startLoad, type Knock } from './support/load'
import { residentMegabytes, signalTree } from './support/process-tree'
import { startTcpGate } from './support/tcp-gate'

/** S70. */
const LONGEST_ANSWER_MILLISECONDS = 3000
/** After the database is back. */
const LONGEST_RECOVERY_MILLISECONDS = 10_000
/** What the requests of an outage may cost in memory. */
const MOST_MEGABYTES = 150
const SETTINGS = {
  EMAIL_VERIFICATION: 'optional',
  PASSWORD_HASH_COST: '4',
  TRUSTED_PROXY_HOPS: '1',
  // The same refresh token is used again and again.
  REFRESH_TOKEN_GRACE: '1h',
}

type Server = Awaited<ReturnType<typeof startTemporaryServer>>
type Outage = {
  name: string
  begin: () => unknown
  end: () => unknown
  /** Reading goes on. */
  shutsWritesOnly?: boolean
}

export const databaseAway: Fault = {
  statements: 'S70',
  title: 'The database is locked, frozen, lost or gone',
  run: async (run) => {
    await tryOnSqlite(run)
    await tryOnServer(run, 'PostgreSQL', startPostgresql)
    if (run.isFull) await tryOnServer(run, 'MariaDB', startMariadb)
  },
}

async function tryOnSqlite(run: FaultRun) {
  const server = await startTemporaryServer({ settings: SETTINGS })
  run.onEnd(() => server.stop())
  const connection = await new PrismaLibSql({ url: server.databaseUrl, timeout: 10_000 }).connect()
  run.onEnd(() => connection.dispose())
  let lock: Transaction | undefined
  await goThrough(run, server, {
    name: 'SQLite, its lock held by another process',
    begin: async () => {
      lock = await connection.startTransaction()
      await lock.executeRaw({ sql: 'DELETE FROM "User" WHERE 0 = 1', args: [], argTypes: [] })
    },
    end: () => lock?.rollback(),
    shutsWritesOnly: true,
  })
}

async function tryOnServer(run: FaultRun, name: string, start: typeof startPostgresql) {
  const database = await start().catch((error: Error) => run.report.skip(name, error.message))
  if (!database) return
  run.onEnd(() => database.stop())
  const { processId } = database
  const gate = await startTcpGate(await createTestDatabase(database.url))
  run.onEnd(() => gate.stop())
  const server = await startTemporaryServer({ settings: { ...SETTINGS, DATABASE_URL: gate.url } })
  run.onEnd(() => server.stop())
  run.onEnd(() => signalTree(processId, 'SIGCONT'))
  const outages: Outage[] = [
    {
      name: `${name}, frozen (kill -STOP)`,
      begin: () => signalTree(processId, 'SIGSTOP'),
      end: () => signalTree(processId, 'SIGCONT'),
    },
    { name: `${name}, the line cut without a word`, begin: () => gate.lose(), end: () => gate.restore() },
    { name: `${name}, gone (connections refused)`, begin: () => gate.refuse(), end: () => gate.restore() },
  ]
  for (const outage of run.isFull ? outages : outages.slice(0, 1)) await goThrough(run, server, outage)
}

async function goThrough({ report, isFull }: FaultRun, server: Server, outage: Outage) {
  const { name } = outage
  const doors = await doorsOf(server.url, await makeAccount(server.url))
  for (const door of doors) await door.knock()
  const megabytes = residentMegabytes(server.processId)

  const load = startLoad(doors, isFull ? 25 : 100)
  const health = watchHealth(server.url)
  await sleep(500)
  await outage.begin()
  const begunAt = performance.now()
  await sleep(isFull ? 20_000 : 3000)
  const grown = residentMegabytes(server.processId) - megabytes
  const endedAt = performance.now()
  const stopped = load.stop()
  await outage.end()
  const recoveryMilliseconds = await recovery(doors)
  const knocks = await stopped
  const { downAt, upAt } = await health.stop()

  const during = knocks.filter(({ startedAt, endedAt: answeredAt }) => startedAt < endedAt && answeredAt > begunAt)
  const within = during.filter(({ startedAt, endedAt: answeredAt }) => startedAt > begunAt && answeredAt < endedAt)
  const usual = Math.max(
    0,
    ...knocks.filter((knock) => knock.endedAt < begunAt).map(({ milliseconds }) => milliseconds),
  )
  const refused = during.filter(({ status }) => status === 503)
  const slowest = Math.max(...during.map((knock) => knock.endedAt - Math.max(knock.startedAt, begunAt)))
  const wrong = during.filter(({ status, door }) => status !== 503 && status !== door.usual)
  const open = within.filter(({ status, door }) => status !== 503 && (door.writes || !outage.shutsWritesOnly))
  const unclear = refused.filter((knock) => !saysSo(knock))

  report.say(
    `${name}: ${during.length} requests in ${Math.round((endedAt - begunAt) / 1000)} s, ` +
      `${refused.length} answered 503, the slowest after ${Math.round(slowest)} ms ` +
      `(before: ${Math.round(usual)} ms), at most ${load.mostWaiting()} waiting, ${Math.round(grown)} MB more; ` +
      `well again after ${Math.round(recoveryMilliseconds)} ms`,
  )
  // What a busy machine takes for a request anyway is not the outage's.
  report.hold(
    `${name}: every request is answered in 3 s`,
    slowest <= LONGEST_ANSWER_MILLISECONDS + usual,
    `${Math.round(slowest)} ms`,
  )
  report.hold(`${name}: with 503 or as always`, wrong.length === 0, listed(wrong))
  report.hold(`${name}: no door is open meanwhile`, open.length === 0 && refused.length > 0, listed(open))
  report.hold(`${name}: 503 says so, without our insides, and logs nobody out`, unclear.length === 0, listed(unclear))
  report.hold(`${name}: nothing piles up`, grown < MOST_MEGABYTES, `${Math.round(grown)} MB`)
  report.hold(
    `${name}: well again alone, everybody still logged in`,
    recoveryMilliseconds < LONGEST_RECOVERY_MILLISECONDS,
    `${Math.round(recoveryMilliseconds)} ms`,
  )
  if (outage.shutsWritesOnly) return
  report.hold(
    `${name}: /api/health/ready says so in time`,
    downAt - begunAt < LONGEST_ANSWER_MILLISECONDS + usual,
    `${Math.round(downAt - begunAt)} ms`,
  )
  report.hold(`${name}: /api/health/ready says when it is over`, upAt > endedAt, `${Math.round(upAt - endedAt)} ms`)
}

/** How long it takes until every door answers as always, one after the other. */
async function recovery(doors: Door[]): Promise<number> {
  const start = performance.now()
  const end = start + 3 * LONGEST_RECOVERY_MILLISECONDS
  while (performance.now() < end) {
    const begunAt = performance.now()
    let well = 0
    for (const door of doors) if ((await door.knock()).status === door.usual) well++
    if (well === doors.length) return begunAt - start
    await sleep(50)
  }
  return Infinity
}

/** When the readiness check first says no, and when it last begins to say yes again. */
function watchHealth(url: string) {
  let downAt = Infinity
  let upAt = 0
  let isOver = false
  async function run() {
    while (!isOver) {
      const { status } = await ask(`${url}/api/health/ready`)
      if (status !== 200 && downAt === Infinity) downAt = performance.now()
      if (status === 200 && downAt !== Infinity && upAt === 0) upAt = performance.now()
      if (status !== 200) upAt = 0
      await sleep(100)
    }
  }
  const running = run()
  return {
    async stop() {
      isOver = true
      await running
      return { downAt, upAt }
    },
  }
}

function saysSo({ headers, text }: Knock): boolean {
  return (
    text.includes('not available for the moment') &&
    !INSIDES.test(text) &&
    headers.getSetCookie().length === 0 &&
    headers.has('retry-after')
  )
}

function listed(knocks: Knock[]): string {
  const kinds = knocks.map(({ door, status, text }) => `${door.name}: ${status} ${text.slice(0, 60)}`)
  return [...new Set(kinds)].join('; ')
}
