import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { emptyDatabase } from '@/lib/testing/empty-database'
import { migrationsFolder } from '@/lib/testing/migrations-folder'
import { inSqlOf, queryDatabase } from '@/lib/testing/query-database'
import { startProcesses } from '@/lib/testing/start-processes'
import { createAdapter } from './create-adapter'
import { migrate } from './migrate'
import { connectToMigrate } from './migrations/connect-to-migrate'
import { isConflict, withMigrationLock } from './migrations/migration-lock'
import { migrationStatus } from './migrations/migration-status'
import { MIGRATIONS_DIRECTORY, readMigrations } from './migrations/read-migrations'
import { resolveMigration } from './migrations/resolve-migration'
import { providerOf } from './provider'

const SECOND_MIGRATION = '20990101000000_second'
const drops: (() => Promise<void>)[] = []
let url: string
let folder: ReturnType<typeof migrationsFolder>

/** Each test has a database at the version before, with two people in it, and a folder for the version after. */
beforeEach(async () => {
  const database = await emptyDatabase()
  drops.push(database.drop)
  url = database.url
  await migrate(url)
  for (const name of ['ada', 'bob']) {
    await query(`INSERT INTO "User" ("id", "username", "usernameKey", "email", "name", "updatedAt")
      VALUES ('${name}', '${name}', '${name}', '${name}@example.com', 'Same', '2026-01-01 00:00:00')`)
  }
  folder = migrationsFolder(url)
})

afterEach(() => Promise.all(drops.splice(0).map((drop) => drop())), 30_000)

const query = (sql: string) => queryDatabase(url, sql)
const up = (options = {}) => migrate(url, { directory: folder.directory, ...options })
const hasTable = (name: string) =>
  query(`SELECT 1 FROM "${name}"`).then(
    () => true,
    () => false,
  )
const isMysql = () => providerOf(url) === 'mysql'
const stateOfSecond = async () =>
  (await migrationStatus(url, folder.directory)).find(({ name }) => name === SECOND_MIGRATION)?.state

const stepsOfSecond = async () => {
  const [[steps] = []] = await query(
    `SELECT applied_steps_count FROM _prisma_migrations WHERE migration_name = '${SECOND_MIGRATION}'`,
  )
  return Number(steps)
}

/** Whether another process has the lock. */
const isLocked = () =>
  connectToMigrate(url, (connection) =>
    withMigrationLock(connection, providerOf(url), async () => true).then((isFree) => isFree === null, isConflict),
  )

/** A while of counting, and then one row. */
const LONG_STATEMENT = `INSERT INTO "Extra" ("id")
  WITH RECURSIVE number(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM number WHERE i < 999)
  SELECT 10 + COUNT(*) FROM number a, number b, number c WHERE c.i <= 10`

/** Twice the same name: the third statement succeeds once that is mended. */
const UNIQUE_NAMES = `
  CREATE TABLE "Extra" ("id" INTEGER NOT NULL PRIMARY KEY);
  INSERT INTO "Extra" ("id") SELECT COUNT(*) FROM "User";
  CREATE UNIQUE INDEX "User_name_key" ON "User"("name");
  INSERT INTO "Extra" ("id") VALUES (100);
`

describe('migrate', () => {
  it('keeps the history that Prisma keeps, and finds nothing to do the next time', async () => {
    expect(await migrate(url)).toEqual([])
    const known = await query(
      `SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations
        WHERE finished_at IS NOT NULL AND logs IS NULL ORDER BY migration_name`,
    )
    const provider = providerOf(url)
    const expected = readMigrations(MIGRATIONS_DIRECTORY, provider).map(({ name }) => {
      const file = readFileSync(path.join(MIGRATIONS_DIRECTORY, provider, name, 'migration.sql'))
      return [name, createHash('sha256').update(file).digest('hex'), 1]
    })
    expect(known.map(([name, checksum, steps]) => [name, checksum, Number(steps)])).toEqual(expected)
  })

  it(
    'is done once when four processes start at once on an old database, and all become ready (S75)',
    { timeout: 60_000 },
    async () => {
      folder.write(
        SECOND_MIGRATION,
        `ALTER TABLE "User" ADD COLUMN "nickname" VARCHAR(50);
       UPDATE "User" SET "nickname" = "username";
       CREATE TABLE "Visit" ("count" INTEGER NOT NULL);
       INSERT INTO "Visit" ("count") VALUES (1);`,
      )
      folder.write('20990102000000_third', 'ALTER TABLE "Visit" ADD COLUMN "note" VARCHAR(50);')
      const processes = await startProcesses(4)
      try {
        const argument = JSON.stringify({ url, directory: folder.directory })
        const { results, failures } = await processes.tell({ operation: 'migrate', argument, times: 1 })
        expect(failures).toEqual([])
        const reports = results.map((result) => JSON.parse(result) as { applied: string[]; isReady: boolean })
        expect(reports.map(({ isReady }) => isReady)).toEqual([true, true, true, true])
        expect(reports.map(({ applied }) => applied).filter(({ length }) => length > 0)).toEqual([
          [SECOND_MIGRATION, '20990102000000_third'],
        ])
      } finally {
        await processes.stop()
      }
      expect(await query('SELECT "username", "nickname" FROM "User" ORDER BY "username"')).toEqual([
        ['ada', 'ada'],
        ['bob', 'bob'],
      ])
      expect((await query('SELECT "count" FROM "Visit" WHERE "note" IS NULL')).flat().map(Number)).toEqual([1])
      expect(await query('SELECT id FROM _prisma_migrations')).toHaveLength(
        readMigrations(folder.directory, providerOf(url)).length,
      )
    },
  )

  it.skipIf(IS_REPEATED)(
    'is done once when four processes start at once on an empty database (S75)',
    { timeout: 60_000 },
    async () => {
      const fresh = await emptyDatabase()
      drops.push(fresh.drop)
      const processes = await startProcesses(4)
      try {
        const argument = JSON.stringify({ url: fresh.url, directory: MIGRATIONS_DIRECTORY })
        const { results, failures } = await processes.tell({ operation: 'migrate', argument, times: 1 })
        expect(failures).toEqual([])
        const applied = results.map((result) => (JSON.parse(result) as { applied: string[] }).applied)
        expect(applied.filter(({ length }) => length > 0)).toHaveLength(1)
      } finally {
        await processes.stop()
      }
    },
  )

  it('says so when another process takes too long', async () => {
    folder.write(SECOND_MIGRATION, 'CREATE TABLE "Extra" ("id" INTEGER);')
    await connectToMigrate(url, async (connection) => {
      await withMigrationLock(connection, providerOf(url), async () => {
        await expect(up({ patience: 0 })).rejects.toThrow('Another process has been migrating this database')
      })
    })
    expect(await up()).toEqual([SECOND_MIGRATION])
  })

  it.skipIf(IS_REPEATED)('refuses a migration that was edited after it was applied', async () => {
    folder.write(SECOND_MIGRATION, 'CREATE TABLE "Extra" ("id" INTEGER);')
    await up()
    folder.write(SECOND_MIGRATION, 'CREATE TABLE "Extra" ("id" BIGINT);')
    await expect(up()).rejects.toThrow(`${SECOND_MIGRATION} was edited after it was applied. Bring its file back`)
    expect(await stateOfSecond()).toBe('edited')
  })

  it.skipIf(IS_REPEATED)('refuses a database that a newer version has migrated', async () => {
    folder.write(SECOND_MIGRATION, 'CREATE TABLE "Extra" ("id" INTEGER);')
    await up()
    await expect(migrate(url)).rejects.toThrow(
      `has the migration ${SECOND_MIGRATION}, which is not found here: a newer version`,
    )
  })

  it.skipIf(IS_REPEATED)('changes nothing while a migration waits for review', async () => {
    folder.write('20990101000000_first', 'CREATE TABLE "Extra" ("id" INTEGER);')
    folder.write(SECOND_MIGRATION, '-- REVIEW: type\nALTER TABLE "Extra" ADD COLUMN "name" VARCHAR(50);')
    await expect(up()).rejects.toThrow(`${SECOND_MIGRATION} waits for review`)
    expect(await hasTable('Extra')).toBe(false)
  })
})

describe('a process that is killed while it migrates', () => {
  it('leaves a database that the next one brings up to date', { timeout: 120_000 }, async () => {
    folder.write(
      SECOND_MIGRATION,
      `CREATE TABLE "Extra" ("id" INTEGER NOT NULL PRIMARY KEY);
       INSERT INTO "Extra" ("id") VALUES (1);
       ${LONG_STATEMENT};
       INSERT INTO "Extra" ("id") VALUES (2);`,
    )
    const processes = await startProcesses(1)
    const argument = JSON.stringify({ url, directory: folder.directory })
    processes.tell({ operation: 'migrate', argument, times: 1 }).catch(() => undefined)
    await expect.poll(isLocked, { timeout: 20_000 }).toBe(true)
    // Elsewhere nothing is to be seen until all is done.
    if (isMysql()) await expect.poll(stepsOfSecond, { timeout: 20_000 }).toBe(2)
    await processes.stop('SIGKILL')

    folder.write('20990102000000_third', 'INSERT INTO "Extra" ("id") VALUES (3);')
    expect(await up()).toEqual([SECOND_MIGRATION, '20990102000000_third'])
    expect((await query('SELECT "id" FROM "Extra" WHERE "id" < 10 ORDER BY "id"')).flat().map(Number)).toEqual([
      1, 2, 3,
    ])
  })
})

describe.runIf(process.env.TEST_DATABASE_URL?.startsWith('mysql'))(
  'a process that is killed before it notes a step',
  () => {
    it.each([
      ['CREATE TABLE "Extra" ("id" INTEGER NOT NULL PRIMARY KEY)'],
      ['ALTER TABLE "User" ADD COLUMN "nickname" VARCHAR(50), ADD COLUMN "motto" VARCHAR(50)'],
      ['ALTER TABLE "User" DROP COLUMN "website"'],
      ['CREATE UNIQUE INDEX "User_phone_id_key" ON "User"("phone", "id")'],
      ['DROP INDEX "User_deletionDueAt_idx" ON "User"'],
      [
        'ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id")',
      ],
      ['ALTER TABLE "Session" DROP FOREIGN KEY "Session_userId_fkey"'],
      ['DROP TABLE "RateLimit"'],
    ])('has done it: %s', async (statement) => {
      folder.write(
        SECOND_MIGRATION,
        `${statement}; INSERT INTO "SigningKey" ("id", "generation", "publicKey", "privateKey") VALUES ('a', 1, '', '');`,
      )
      const checksum = readMigrations(folder.directory, 'mysql').at(-1)?.checksum
      await query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', '${checksum}', '${SECOND_MIGRATION}')`,
      )
      await query(statement)
      expect(await up()).toEqual([SECOND_MIGRATION])
      expect(await query('SELECT "id" FROM "SigningKey"')).toEqual([['a']])
    })

    it('has not done what fails for another reason', async () => {
      folder.write(SECOND_MIGRATION, 'CREATE UNIQUE INDEX "User_name_key" ON "User"("name")')
      const checksum = readMigrations(folder.directory, 'mysql').at(-1)?.checksum
      await query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('1', '${checksum}', '${SECOND_MIGRATION}')`,
      )
      await expect(up()).rejects.toThrow('failed: ')
    })
  },
)

it.runIf(process.env.TEST_DATABASE_URL)('rows that a server of the version before holds are waited for', async () => {
  folder.write(SECOND_MIGRATION, `UPDATE "User" SET "name" = 'Renamed' WHERE "id" = 'ada'`)
  const connection = await (await createAdapter(url, { maxConnections: 1 })).connect()
  const tx = await connection.startTransaction()
  await tx.executeRaw({ sql: inSqlOf(url, `UPDATE "User" SET "bio" = 'x' WHERE "id" = 'ada'`), args: [], argTypes: [] })
  const applied = up()
  // Longer than a request waits for a lock.
  await sleep(4000)
  await tx.executeRaw({ sql: 'COMMIT', args: [], argTypes: [] })
  await tx.commit()
  expect(await applied).toEqual([SECOND_MIGRATION])
  await connection.dispose()
})

describe('a migration that fails', () => {
  it('is kept on record, and gone on with once a person has mended the cause', async () => {
    folder.write(SECOND_MIGRATION, UNIQUE_NAMES)
    await expect(up()).rejects.toThrow(new RegExp(`${SECOND_MIGRATION} failed: .*in: CREATE UNIQUE INDEX`))
    // As Prisma's own would: begun, not finished, and why.
    const [[finishedAt, rolledBackAt, logs, steps] = []] = await query(
      `SELECT finished_at, rolled_back_at, logs, applied_steps_count FROM _prisma_migrations
        WHERE migration_name = '${SECOND_MIGRATION}'`,
    )
    expect([finishedAt, rolledBackAt, Number(steps)]).toEqual([null, null, isMysql() ? 2 : 0])
    expect(logs).toMatch(/unique|duplicate/i)

    await expect(up(), 'a start tries it again').rejects.toThrow(
      isMysql() ? 'first 2 of 4 statements are done' : 'Nothing of it was kept',
    )
    expect(await stateOfSecond()).toBe('failed')

    await query(`UPDATE "User" SET "name" = 'Other' WHERE "id" = 'bob'`)
    expect(await up({ isRetry: true })).toEqual([SECOND_MIGRATION])
    expect((await query('SELECT "id" FROM "Extra" ORDER BY "id"')).flat().map(Number)).toEqual([2, 100])
    expect(await up()).toEqual([])
    expect(await query('SELECT logs FROM _prisma_migrations WHERE finished_at IS NULL OR logs IS NOT NULL')).toEqual([])
  })

  it('leaves the database to the version before, unless the database cannot take statements back', async () => {
    folder.write('20990101000000_first', 'CREATE TABLE "Before" ("id" INTEGER);')
    folder.write(SECOND_MIGRATION, UNIQUE_NAMES)
    await expect(up()).rejects.toThrow('failed')
    if (isMysql()) {
      await expect(migrate(url)).rejects.toThrow('a newer version')
    } else {
      expect(await hasTable('Before')).toBe(false)
      expect(await migrate(url)).toEqual([])
    }
  })

  it('is run as its file says now, when nothing of it was kept', async () => {
    folder.write(SECOND_MIGRATION, 'CREATE TABLE "User" ("id" INTEGER);')
    await expect(up()).rejects.toThrow('failed')
    folder.write(SECOND_MIGRATION, 'CREATE TABLE "Extra" ("id" INTEGER);')
    expect(await up()).toEqual([SECOND_MIGRATION])
  })

  it('can be given up, or counted as applied, by a person', async () => {
    folder.write(SECOND_MIGRATION, UNIQUE_NAMES)
    await expect(up()).rejects.toThrow('failed')
    if (isMysql()) {
      folder.write(SECOND_MIGRATION, `${UNIQUE_NAMES} -- edited`)
      await expect(up({ isRetry: true })).rejects.toThrow('edited after 2 of its statements were done')
      await query('DROP TABLE "Extra"')
    }
    const { directory } = folder
    await resolveMigration(url, { name: SECOND_MIGRATION, as: 'rolled-back', directory })
    expect(await stateOfSecond()).toBe('pending')
    await expect(resolveMigration(url, { name: SECOND_MIGRATION, as: 'rolled-back', directory })).rejects.toThrow(
      'not in a failed state',
    )
    expect(await migrate(url)).toEqual([])

    await resolveMigration(url, { name: SECOND_MIGRATION, as: 'applied', directory })
    expect(await up()).toEqual([])
    await expect(resolveMigration(url, { name: SECOND_MIGRATION, as: 'applied', directory })).rejects.toThrow(
      'applied already',
    )
    await expect(resolveMigration(url, { name: 'nothing', as: 'applied', directory })).rejects.toThrow('is not found')
  })
})
