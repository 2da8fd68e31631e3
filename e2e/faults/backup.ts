import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../../scripts/support/ports.mjs'
import { run as runProcess } from '../../scripts/support/run.mjs'
import { startTemporaryServer } from '../../scripts/support/temporary-server.mjs'
import { ask } from './support/ask'
import { gatherCrowd } from './support/crowd'
import type { Fault, FaultRun } from './support/fault'
import { collectMails, type Mails } from './support/mails'
import { startSavableDatabase } from './support/savable-database'
import type { FaultDatabase } from './support/start-database'

export const backup: Fault = {
  statements: 'S76',
  title: 'A backup under load is restored',
  small: ['sqlite'],
  run: async (run) => {
    for (const kind of run.databases) await backUp(run, kind)
  },
}

async function backUp(run: FaultRun, kind: FaultDatabase) {
  const { report, onEnd, isFull } = run
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-backup-'))
  onEnd(() => rmSync(folder, { recursive: true, force: true }))
  const database = await startSavableDatabase(run, kind, folder)
  if (!database) return
  const { name } = database
  const mails = await collectMails()
  onEnd(() => mails.stop())
  const port = await freePort()
  const violations: string[] = []
  const server = await startTemporaryServer({ folder, port, settings: settingsOf(mails, port, database.url) })
  onEnd(() => server.stop())
  const crowd = gatherCrowd(server.url, mails, run.random, (what) => violations.push(what))
  await crowd.go(isFull ? 200 : 20)
  await crowd.rest()
  // These do nothing more: of them all must be in the backup, as it is.
  const before = crowd.people.filter(({ isVerified }) => isVerified)
  const loggedIn = await logInAll(before)

  await crowd.go(4)
  const start = performance.now()
  const saved = await database.save()
  const milliseconds = Math.round(performance.now() - start)
  await crowd.rest()
  await server.stop()
  report.hold(`${name}: a backup is made while people are at it`, saved.isOk, saved.output)
  const restored = await database.restore()
  report.hold(`${name}: the backup is whole`, restored.isOk, restored.output)
  if (!restored.isOk) return

  const settings = settingsOf(mails, port, restored.url)
  const { isOk, output } = await runProcess('npm', ['run', 'sessions:revoke-all', '--', '--yes'], { env: settings })
  report.hold(`${name}: npm run sessions:revoke-all does its work`, isOk, output.trim())
  const again = await startTemporaryServer({ folder, port, settings })
  onEnd(() => again.stop())
  const alive = await stillAlive(again.url, loggedIn)
  for (const person of before) {
    person.session = null
    await person.check()
  }
  await again.stop()
  report.print(
    `${name}: a backup of ${milliseconds} ms with ${before.length} people in it, ` +
      `${crowd.people.length - before.length} came meanwhile; ${output.trim().split('\n').slice(-2).join(' ')}`,
  )
  report.hold(`${name}: there were people in it`, before.length > 0)
  report.hold(
    `${name}: no session of before goes on`,
    alive === 0 && loggedIn.length > 0,
    `${alive} of ${loggedIn.length}`,
  )
  report.hold(
    `${name}: everybody in it can log in, and what was over is over`,
    violations.length === 0,
    violations.slice(0, 5).join('; '),
  )
}

function settingsOf(mails: Mails, port: number, databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: 'a secret that the backup is of no use without',
    EMAIL_SERVER: mails.url,
    EMAIL_FROM: 'Accounts <accounts@example.com>',
    APP_URL: `http://localhost:${port}`,
    PASSWORD_HASH_COST: '4',
    TRUSTED_PROXY_HOPS: '1',
    WEB_CONCURRENCY: '1',
  }
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
