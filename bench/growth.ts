// npx tsx bench/growth.ts: how long requests take on a database of few users and on one of many, in turn in one run, and how
// the database executes each statement. On SQLite, or on the server in TEST_DATABASE_URL. Not a test: docs/performance.md and
// docs/query-plans.md have the figures.
//
//   [--few 1000] [--many 1000000]  users; three sessions each
//   [--rounds 300]                 requests of each kind to each of the two
import '../scripts/support/require-node.mjs'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { spawnSync } from 'node:child_process'
import { migrate } from '@/lib/db/migrate'
import { analyzeDatabase } from './growth/analyze-database'
import { explainQueries } from './growth/explain-queries'
import { FILLED_PASSWORD, fillDatabase, filledUsername } from './growth/fill-database'
import { recordingDatabase } from './growth/recording-database'
import { createTestDatabase } from '../scripts/support/create-test-database.mjs'
import { dropTestDatabase } from '../scripts/support/drop-test-database.mjs'
import { print } from '../scripts/support/print.mjs'
import { startTemporaryServer } from '../scripts/support/temporary-server.mjs'

type Server = Awaited<ReturnType<typeof startTemporaryServer>>
type Side = { server: Server; users: number; taken: Map<string, number[]> }

const SETTINGS = {
  AUTH_SECRET: 'a secret for a server of a few minutes',
  EMAIL_SERVER: 'mailbox:',
  MAILBOX_KEY: 'a-mailbox-key-of-a-few-minutes',
  // The database is what is measured.
  PASSWORD_HASH_COST: '4',
  LOG_LEVEL: 'silent',
}
/** Requests before any counts, so that both are warm. */
const WARM_ROUNDS = 20

const { values } = parseArgs({
  options: {
    few: { type: 'string', default: '1000' },
    many: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '300' },
    fill: { type: 'string' },
  },
})

await (values.fill === undefined ? measure() : fill(Number(values.fill)))
process.exit()

async function measure() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-growth-'))
  const serverUrl = process.env.TEST_DATABASE_URL
  const databases: string[] = []
  const sides: Side[] = []
  try {
    for (const users of [Number(values.few), Number(values.many)]) {
      const url = serverUrl ? await createTestDatabase(serverUrl) : `file:${path.join(folder, `${users}.db`)}`
      databases.push(url)
      fillInProcess(url, users)
      const settings = { ...SETTINGS, DATABASE_URL: url, WEB_CONCURRENCY: '1' }
      sides.push({ server: await startTemporaryServer({ settings }), users, taken: new Map() })
    }
    for (let round = -WARM_ROUNDS; round < Number(values.rounds); round += 1) {
      if (round === 0) for (const { taken } of sides) taken.clear()
      // By turns also in who begins.
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) await askAll(side)
    }
    printTable(sides)
  } finally {
    for (const { server } of sides) await server.stop()
    if (serverUrl) for (const url of databases) await dropTestDatabase(serverUrl, url)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** In a process of its own, which has one database. */
function fillInProcess(databaseUrl: string, users: number) {
  const self = fileURLToPath(import.meta.url)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', self, '--fill', String(users)], {
    stdio: 'inherit',
    env: { ...process.env, ...SETTINGS, DATABASE_URL: databaseUrl },
  })
  if (status !== 0) throw new Error('The database could not be filled.')
}

async function fill(users: number) {
  const databaseUrl = String(process.env.DATABASE_URL)
  await migrate(databaseUrl)
  const db = await recordingDatabase()
  const start = performance.now()
  await fillDatabase(users)
  print(`${users} users, ${3 * users} sessions: filled in ${((performance.now() - start) / 1000).toFixed(0)} s\n`)
  await analyzeDatabase(db.client)
  if (users < Number(values.many)) return
  for (const { operation, sql, steps, scannedTables } of await explainQueries(db, Math.floor(users / 2))) {
    print(`${operation}${scannedTables.length > 0 ? `  (reads all of ${scannedTables.join(', ')})` : ''}`)
    print(`  ${sql}`)
    for (const step of steps) print(`    ${step}`)
  }
  await db.client.$disconnect()
}

/** Each kind of request once, for an account picked at random. */
async function askAll(side: Side) {
  const username = filledUsername(Math.floor(Math.random() * side.users))
  const { access, refresh } = (await ask(side, 'log-in', '/token', {
    body: { username, password: FILLED_PASSWORD },
  })) as {
    access: string
    refresh: string
  }
  await ask(side, 'refresh', '/token/refresh', { body: { refresh } })
  await ask(side, 'profile', '/profile', { access })
  await ask(side, 'user search, three letters', `/users?q=${username.slice(0, 3)}`, { access })
  await ask(side, 'user search, whole name', `/users?q=${username}`, { access })
  await ask(side, 'session list', '/sessions', { access })
}

async function ask(
  { server, taken }: Side,
  name: string,
  endpoint: string,
  { body, access }: { body?: object; access?: string },
) {
  const headers: Record<string, string> = body
    ? { 'Content-Type': 'application/json' }
    : { Authorization: `Bearer ${access}` }
  const start = performance.now()
  const response = await fetch(`${server.url}/api/v1${endpoint}`, {
    method: body ? 'POST' : 'GET',
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const answer = await response.json()
  const milliseconds = performance.now() - start
  if (!response.ok) throw new Error(`${name}: ${response.status} ${JSON.stringify(answer)}`)
  taken.set(name, [...(taken.get(name) ?? []), milliseconds])
  return answer
}

function printTable([few, many]: Side[]) {
  if (!few || !many) return
  print(`\nNode ${process.version}, ${values.rounds} requests of a kind, ${few.users} and ${many.users} users`)
  for (const [name, small] of few.taken) {
    const large = many.taken.get(name) ?? []
    const ranks = [50, 95].map((rank) => {
      const [low, high] = [percentile(small, rank), percentile(large, rank)]
      return `p${rank} ${low.toFixed(1)} ms and ${high.toFixed(1)} ms, ${(high / low).toFixed(2)} times`
    })
    print(`${name}: ${ranks.join('; ')}`)
  }
}

function percentile(numbers: number[], rank: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * rank) / 100))] ?? Number.NaN
}
