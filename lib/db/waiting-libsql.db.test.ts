import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { beforeEach, expect, it } from 'vitest'
import { aUser } from '@/lib/testing/operation-fixtures'
import { config } from '@/lib/config/config'
import { providerOf } from './provider'
import { database } from './database'
import { isDatabaseUnavailable } from './is-database-unavailable'
import { transaction } from './transaction'

const isSqlite = providerOf(config().databaseUrl) === 'sqlite'
/** Longer than any wait for the lock, and long enough to be noticed. */
const LONG = 2500

let user: { id: string }
beforeEach(async () => {
  user = await aUser()
})

/** Another process, as SQLite sees it. */
async function openBeside() {
  const connection = await new PrismaLibSql({ url: config().databaseUrl }).connect()
  const statement = (sql: string) => ({ sql, args: [], argTypes: [] })
  return {
    async takeLock() {
      const tx = await connection.startTransaction()
      await tx.executeRaw(statement('DELETE FROM "User" WHERE 0 = 1'))
      return () => tx.rollback()
    },
    nameOf: async (id: string) =>
      (await connection.queryRaw(statement(`SELECT name FROM "User" WHERE id = '${id}'`))).rows[0]?.[0],
  }
}

const rename = async (name: string) => (await database()).user.update({ where: { id: user.id }, data: { name } })
const renameInTransaction = (name: string) =>
  transaction((tx) => tx.user.update({ where: { id: user.id }, data: { name } }))

it.runIf(isSqlite).each([
  ['a statement', rename],
  ['a transaction', renameInTransaction],
])('%s waits for the lock of another process, and the event loop goes on meanwhile (S70)', async (_name, write) => {
  const beside = await openBeside()
  const release = await beside.takeLock()
  const written = write('Ada')
  await sleep(300)
  // By this very process: were its event loop held up, this would never come.
  await release()
  await written
  expect(await beside.nameOf(user.id)).toBe('Ada')
})

it.runIf(isSqlite)(
  'a lock that stays fails all who wait for it soon, and what is written afterwards is there for good (S70, S73)',
  async () => {
    const beside = await openBeside()
    const release = await beside.takeLock()
    const start = performance.now()
    const writes = [rename('Grace'), renameInTransaction('Grace'), rename('Grace'), renameInTransaction('Grace')]
    const outcomes = await Promise.all(writes.map((write) => write.then(() => 'written', isDatabaseUnavailable)))
    expect(outcomes).toEqual([true, true, true, true])
    expect(performance.now() - start).toBeLessThan(LONG)

    // Not before the lock is gone.
    for (let count = 0; count < 20; count++) await expect(rename('Grace')).rejects.toSatisfy(isDatabaseUnavailable)
    await release()

    await expect
      .poll(() =>
        rename('Barbara').then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    expect(await beside.nameOf(user.id)).toBe('Barbara')
    await renameInTransaction('Katherine')
    expect(await beside.nameOf(user.id)).toBe('Katherine')
    const releaseAgain = await beside.takeLock()
    await releaseAgain()
  },
)
