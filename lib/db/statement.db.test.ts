import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect } from '@/lib/testing/disconnect'
import { anActor, aUser } from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { config } from '@/lib/config/config'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { startTcpGate } from '@/e2e/faults/support/tcp-gate'
import { database } from './database'
import { isDatabaseUnavailable } from './is-database-unavailable'
import { isUniqueViolation } from './is-unique-violation'
import { newId } from './new-id'
import { providerOf } from './provider'
import { column, insertion, readRow, statement, writeNow } from './statement'
import { writeTogether, type Change } from './write-together'

const { databaseUrl } = config()
const isSqlite = providerOf(databaseUrl) === 'sqlite'

const SESSION = statement({
  name: 'test-session',
  sql: 'SELECT "userAgent", "expiresAt", "refreshTokenIssuedAt", "refreshTokenId", "isRefreshRotated" FROM "Session" WHERE "id" = ?',
  columns: {
    userAgent: column.text,
    expiresAt: column.time,
    refreshTokenIssuedAt: column.timeOrNull,
    refreshTokenId: column.textOrNull,
    isRefreshRotated: column.flag,
  },
})
const RENAME = statement({ name: 'test-rename', sql: 'UPDATE "User" SET "name" = ? WHERE "id" = ?', columns: {} })
const ADD = insertion('RateLimit', ['key', 'points', 'expire'])
const add = (key: string): Change => ({ statement: ADD, values: [key, 1, new Date()] })
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('a statement past Prisma', () => {
  it.each([true, false])(
    'reads what Prisma wrote, and Prisma what it wrote, the same on every database (flag %s)',
    async (flag) => {
      const user = await aUser()
      const row = {
        id: newId(),
        userId: user.id,
        kind: 'api',
        ip: '10.0.0.1',
        userAgent: 'Zoë’s 🚀 "?\'',
        createdAt: new Date('2026-11-30T23:59:59.001Z'),
        lastSeenAt: new Date('2026-11-30T00:00:00.000Z'),
        expiresAt: new Date('2027-06-30T12:30:00.123Z'),
        refreshTokenId: null,
        refreshTokenIssuedAt: null,
        refreshTokensReplaced: '[]',
        isRefreshRotated: flag,
        authenticatedAt: null,
        amr: null,
      }
      const { id, userAgent, expiresAt } = row
      const read = { userAgent, expiresAt, refreshTokenIssuedAt: null, refreshTokenId: null, isRefreshRotated: flag }
      const db = await database()
      await db.session.create({ data: row })
      expect(await readRow(SESSION, [id])).toEqual(read)
      await db.session.delete({ where: { id } })
      await writeTogether([{ statement: insertion('Session', Object.keys(row)), values: Object.values(row) }])
      expect(await db.session.findUnique({ where: { id } })).toEqual(row)
      expect(await readRow(SESSION, [id])).toEqual(read)
      expect(await readRow(SESSION, [newId()])).toBeNull()
    },
  )

  it('tells how many rows it changed, also where they were so already', async () => {
    const { id } = await aUser()
    expect([
      await writeNow(RENAME, ['Ada', id]),
      await writeNow(RENAME, ['Ada', id]),
      await writeNow(RENAME, ['Ada', newId()]),
    ]).toEqual([1, 1, 0])
  })
})

describe('what is written together', () => {
  const found = async (...keys: string[]) => (await database()).rateLimit.count({ where: { key: { in: keys } } })

  it('is all there, or nothing of it when one fails or a required one changes nothing', async () => {
    const [a, b, c] = [newId(), newId(), newId()]
    expect(await writeTogether([add(a), add(b)])).toBe(true)
    expect(await found(a, b)).toBe(2)
    const failure = await failureOf(writeTogether([add(c), add(a)]))
    expect([isUniqueViolation(failure), isUniqueViolation(failure, 'email'), isDatabaseUnavailable(failure)]).toEqual([
      true,
      false,
      false,
    ])
    expect(await writeTogether([add(c), { statement: RENAME, values: ['Ada', newId()], isRequired: true }])).toBe(false)
    expect(await found(c)).toBe(0)
    // The connection is as good as before.
    expect(await writeTogether([add(c)])).toBe(true)
  })

  it('is done once each, by many at once', async () => {
    const { id } = await aUser()
    const keys = Array.from({ length: 40 }, newId)
    const done = keys.map((key) =>
      writeTogether([{ statement: RENAME, values: [key, id], isRequired: true }, add(key)]),
    )
    expect(new Set(await Promise.all(done))).toEqual(new Set([true]))
    expect(await found(...keys)).toBe(40)
  })
})

it.runIf(isSqlite)('a SQLite file that cannot be read counts as a database that is away (S70)', async () => {
  await disconnect()
  withConfig({ DATABASE_URL: 'file:/proc/none/vestibule.db' })
  try {
    await expect(findLiveSession(newId(), new Date())).rejects.toSatisfy(isDatabaseUnavailable)
    await expect(writeNow(RENAME, ['Ada', newId()])).rejects.toSatisfy(isDatabaseUnavailable)
  } finally {
    await disconnect()
    withConfig({})
  }
})

describe.skipIf(isSqlite)('while the database server is silent', () => {
  let gate: Awaited<ReturnType<typeof startTcpGate>>
  beforeAll(async () => {
    await disconnect()
    gate = await startTcpGate(databaseUrl)
    withConfig({ DATABASE_URL: gate.url })
  })
  // The gate first: MariaDB's driver waits for lines that are lost, not for broken ones.
  afterAll(async () => {
    gate.stop()
    await disconnect()
    withConfig({})
  }, 30_000)

  it('nobody is taken for logged out: within three seconds it is said that nobody could look, and it goes on by itself (S70)', async () => {
    const actor = await anActor(await aUser(), 'api')
    expect(await findLiveSession(actor.sessionId, new Date())).toEqual(actor)
    gate.lose()
    const start = performance.now()
    const reads = Array.from({ length: 5 }, () => findLiveSession(actor.sessionId, new Date()))
    const failures = await Promise.all([...reads, writeNow(RENAME, ['Ada', actor.userId])].map(failureOf))
    expect(failures.map(isDatabaseUnavailable)).toEqual(failures.map(() => true))
    expect(performance.now() - start).toBeLessThan(3000)
    await gate.restore()
    await expect
      .poll(() => findLiveSession(actor.sessionId, new Date()).catch(() => null), { timeout: 15_000 })
      .toEqual(actor)
  })
})
