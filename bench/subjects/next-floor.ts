import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { freePort } from '../../scripts/support/ports.mjs'
import type { PlannedRequest } from '../load/plan'
import { signTokens } from '../next-floor/lib/tokens'
import type { Options } from '../options'
import { EventLoopWatch } from '../support/event-loop'
import { buildNextFloor } from './build-next-floor'
import { startServer } from './start-server'
import type { Subject } from './subject'

/** The least that a Next app does for the same requests (bench/next-floor): what the product is compared with. */
export async function startNextFloor({ processes, connections }: Options): Promise<Subject> {
  const app = await buildNextFloor()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule-bench-next-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const environment = { FLOOR_DATABASE: path.join(folder, 'floor.db'), FLOOR_PRIVATE_KEY: newPrivateKey() }
  // The tokens below are signed by this process.
  Object.assign(process.env, environment)
  const sessions = fillDatabase(environment.FLOOR_DATABASE, connections)

  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const eventLoop = new EventLoopWatch()
  const server = await startServer({
    command: process.execPath,
    args: ['serve.mjs'],
    environment: {
      ...environment,
      ...eventLoop.environment,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      PROCESSES: String(processes),
    },
    folder: app,
    url,
    readyPath: '/live',
  })
  const all = (request: (tokens: { access: string; refresh: string }) => PlannedRequest) => ({
    url,
    requests: sessions.map(request),
  })
  return {
    name: 'Bare Next',
    processId: server.processId,
    eventLoop,
    plans: {
      live: all(() => ({ method: 'GET', path: '/live', headers: {} })),
      profile: all(({ access }) => ({
        method: 'GET',
        path: '/profile',
        headers: { authorization: `Bearer ${access}` },
      })),
      refresh: {
        ...all(({ refresh }) => ({ method: 'POST', path: '/refresh', headers: {}, body: { refresh } })),
        change: 'rotate',
      },
      page: all(() => ({ method: 'GET', path: '/page', headers: { accept: 'text/html' } })),
    },
    stop: () => server.stop(),
  }
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}

/** @returns the tokens of one session for each user */
function fillDatabase(file: string, count: number): { access: string; refresh: string }[] {
  const db = new Database(file)
  db.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE user (id TEXT PRIMARY KEY, username TEXT, email TEXT, name TEXT, createdAt TEXT);
    CREATE TABLE session (id TEXT PRIMARY KEY, userId TEXT, tokenId TEXT, lastSeenAt TEXT)`)
  const sessions = Array.from({ length: count }, (_, index) => {
    const session = { sessionId: randomUUID(), userId: randomUUID(), tokenId: randomUUID() }
    const now = new Date().toISOString()
    db.prepare('INSERT INTO user VALUES (?, ?, ?, ?, ?)').run(
      session.userId,
      `client-${index}`,
      `client-${index}@example.com`,
      'A client',
      now,
    )
    db.prepare('INSERT INTO session VALUES (?, ?, ?, ?)').run(session.sessionId, session.userId, session.tokenId, now)
    return signTokens(session)
  })
  db.close()
  return sessions
}
