import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { makeAccount, PASSWORD } from './support/account'
import { ask } from './support/ask'
import { entryPointsOf } from './support/entry-points'
import type { Fault, FaultRun } from './support/fault'
import { isWhole } from './support/is-whole'
import { openSqlite } from './support/open-sqlite'

/** Room for the accounts of all rounds, and still full within a moment. */
const DISK = '40m'
const RECOVERY_MILLISECONDS = 10_000

export const diskFull: Fault = {
  statements: 'S72',
  title: 'The disk of the database is full',
  small: ['sqlite'],
  full: ['sqlite'],
  run: async (run) => {
    const folder = mountSmallDisk(run)
    if (!folder) return
    const settings = {
      EMAIL_VERIFICATION: 'optional',
      PASSWORD_HASH_COST: '4',
      TRUSTED_PROXY_HOPS: '1',
      REFRESH_TOKEN_GRACE: '1h',
    }
    const server = await startTemporaryServer({ folder, settings })
    run.onEnd(() => server.stop())
    const rounds = run.isFull ? 10 : 1
    for (let round = 1; round <= rounds; round++) await fillAndFree(run, server, folder, round)
    await server.stop()

    run.report.hold('the database is whole afterwards', await isWhole(server.databaseUrl))
    const db = await openSqlite(server.databaseUrl)
    run.onEnd(() => db.close())
    const half = await db.rows(
      `SELECT username FROM "User" WHERE id NOT IN (SELECT "userId" FROM "AuditEvent" WHERE "userId" IS NOT NULL)`,
    )
    run.report.hold('no account is there without what belongs to it', half.length === 0, `${half.length}`)
  },
}

type Server = Awaited<ReturnType<typeof startTemporaryServer>>

async function fillAndFree({ report, isFull }: FaultRun, { url }: Server, folder: string, round: number) {
  const account = await makeAccount(url)
  const entryPoints = await entryPointsOf(url, account)
  const filler = path.join(folder, 'filler')
  fill(filler)

  const made: string[] = []
  const refused: string[] = []
  const wrong: string[] = []
  for (let count = 0; refused.length < (isFull ? 40 : 8) && count < 500; count++) {
    const username = `full-${round}-${count}`
    const { status, text } = await register(url, username)
    if (status === 201) made.push(username)
    else if (status === 503 && text.includes('database_unavailable')) refused.push(username)
    else wrong.push(`${status} ${text.slice(0, 100)}`)
    // What a checkpoint frees is taken too.
    fill(filler)
  }
  for (const entryPoint of entryPoints) {
    const { status } = await entryPoint.knock()
    if (status !== 503 && status !== entryPoint.usual) wrong.push(`${entryPoint.name}: ${status}`)
  }

  rmSync(filler)
  const freedAt = performance.now()
  let closed = ['']
  while (closed.length > 0 && performance.now() < freedAt + RECOVERY_MILLISECONDS) {
    const answers = []
    for (const entryPoint of entryPoints) answers.push({ entryPoint, status: (await entryPoint.knock()).status })
    closed = answers
      .filter(({ entryPoint, status }) => status !== entryPoint.usual)
      .map(({ entryPoint, status }) => `${entryPoint.name}: ${status}`)
    if (closed.length > 0) await sleep(100)
  }
  const wellAfter = Math.round(performance.now() - freedAt)
  const lost = await filter(made, async (username) => (await logIn(url, username)).status !== 200)
  const half = await filter(
    refused,
    async (username) => (await logIn(url, username)).status !== 401 || (await register(url, username)).status !== 201,
  )

  report.print(
    `round ${round}: with the disk full ${made.length} registrations were done and ` +
      `${refused.length} refused with 503; well again ${wellAfter} ms after there was room`,
  )
  report.hold(
    `round ${round}: every answer is a 503 that says so, or as always`,
    wrong.length === 0 && refused.length > 0,
    wrong.join('; '),
  )
  report.hold(`round ${round}: every acknowledged account is there`, lost.length === 0, lost.join(', '))
  report.hold(`round ${round}: nothing of a refused one is`, half.length === 0, half.join(', '))
  report.hold(`round ${round}: well again alone when there is room`, closed.length === 0, closed.join('; '))
}

function mountSmallDisk({ report, onEnd }: FaultRun): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    report.skip('a full disk', 'only root on Linux can make a small one')
    return null
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-disk-'))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder], {
    encoding: 'utf8',
  })
  if (status !== 0) {
    report.skip('a full disk', `no small one could be mounted: ${stderr.trim()}`)
    return null
  }
  const unmount = () => spawnSync('umount', ['--lazy', folder])
  process.once('exit', unmount)
  onEnd(() => (process.off('exit', unmount), unmount()))
  return folder
}

/** Writes until nothing more fits, not a byte. */
function fill(file: string) {
  const descriptor = openSync(file, 'a')
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (;;) writeSync(descriptor, Buffer.alloc(size))
      } catch {
        // So much does not fit.
      }
    }
  } finally {
    closeSync(descriptor)
  }
}

const register = (url: string, username: string) =>
  ask(`${url}/api/v1/register`, {
    method: 'POST',
    body: { username, email: `${username}@example.com`, password: PASSWORD },
  })

const logIn = (url: string, username: string) =>
  ask(`${url}/api/v1/token`, { method: 'POST', body: { username, password: PASSWORD } })

async function filter(names: string[], isOne: (name: string) => Promise<boolean>): Promise<string[]> {
  const found: string[] = []
  for (const name of names) if (await isOne(name)) found.push(name)
  return found
}
