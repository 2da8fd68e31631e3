import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../support/ports.mjs'
import { run as runProcess } from '../support/run.mjs'
import { startTemporaryServer } from '../support/temporary-server.mjs'
import { ask } from './support/ask'
import { gatherCrowd } from './support/crowd'
import type { Fault } from './support/fault'
import { collectMails, type Mails } from './support/mails'
import { openSqlite } from './support/open-sqlite'

export const backup: Fault = {
  statements: 'S76',
  title: 'A backup under load is restored',
  run: async (run) => {
    const { report, onEnd, isFull } = run
    const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-backup-'))
    onEnd(() => rmSync(folder, { recursive: true, force: true }))
    const mails = await collectMails()
    onEnd(() => mails.stop())
    const port = await freePort()
    const violations: string[] = []
    const server = await startTemporaryServer({ folder, port, settings: settingsOf(mails, port) })
    onEnd(() => server.stop())
    const crowd = gatherCrowd(server.url, mails, run.random, (what) => violations.push(what))
    await crowd.go(isFull ? 200 : 20)
    await crowd.rest()
    // These do nothing more: of them all must be in the backup, as it is.
    const before = crowd.people.filter(({ isVerified }) => isVerified)
    const loggedIn = await logInAll(before)

    await crowd.go(4)
    const restored = path.join(folder, 'restored')
    mkdirSync(restored)
    const start = performance.now()
    await copyDatabase(server.databaseUrl, path.join(restored, 'server.db'))
    const milliseconds = Math.round(performance.now() - start)
    await crowd.rest()
    await server.stop()
    const databaseUrl = `file:${path.join(restored, 'server.db')}`
    report.hold('the backup is whole', await isWhole(databaseUrl))

    const { isOk, output } = await runProcess('npm', ['run', 'sessions:revoke-all', '--', '--yes'], {
      env: { ...settingsOf(mails, port), DATABASE_URL: databaseUrl },
    })
    report.hold('npm run sessions:revoke-all does its work', isOk, output.trim())
    const again = await startTemporaryServer({ folder: restored, port, settings: settingsOf(mails, port) })
    onEnd(() => again.stop())
    const alive = await stillAlive(again.url, loggedIn)
    for (const person of before) {
      person.session = null
      await person.check()
    }
    report.say(
      `a backup of ${milliseconds} ms with ${before.length} people in it, ` +
        `${crowd.people.length - before.length} came meanwhile; ${output.trim().split('\n').at(-1)}`,
    )
    report.hold('there were people in it', before.length > 0)
    report.hold('no session of before goes on', alive === 0 && loggedIn.length > 0, `${alive} of ${loggedIn.length}`)
    report.hold(
      'everybody in it can log in, and what was over is over',
      violations.length === 0,
      violations.slice(0, 5).join('; '),
    )
  },
}

function settingsOf(mails: Mails, port: number): Record<string, string> {
  return {
    AUTH_SECRET: 'a secret that the backup is of no use without',
    EMAIL_SERVER: mails.url,
    EMAIL_FROM: 'Accounts <accounts@example.com>',
    APP_URL: `http://localhost:${port}`,
    PASSWORD_HASH_COST: '4',
    TRUSTED_PROXY_HOPS: '1',
    WEB_CONCURRENCY: '1',
  }
}

/** As docs/operating.md has it done. */
async function copyDatabase(databaseUrl: string, file: string) {
  const db = await openSqlite(databaseUrl)
  await db.run(`VACUUM INTO '${file}'`)
  await db.close()
}

type People = ReturnType<typeof gatherCrowd>['people']

async function logInAll(people: People) {
  for (const person of people) await person.logIn()
  return people.flatMap(({ session }) => (session ? [session] : []))
}

async function stillAlive(url: string, sessions: { access: string; refresh: string }[]): Promise<number> {
  let alive = 0
  for (const { access, refresh } of sessions) {
    const profile = await ask(`${url}/api/v1/profile`, { headers: { Authorization: `Bearer ${access}` } })
    const refreshed = await ask(`${url}/api/v1/token/refresh`, { method: 'POST', body: { refresh } })
    if (profile.status !== 401 || refreshed.status !== 401) alive++
  }
  return alive
}

async function isWhole(databaseUrl: string): Promise<boolean> {
  const db = await openSqlite(databaseUrl)
  try {
    return await db.isWhole()
  } finally {
    await db.close()
  }
}
