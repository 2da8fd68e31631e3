import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { describeMysql } from '@/lib/testing/describe-mysql'
import { emptyDatabase } from '@/lib/testing/empty-database'
import { engineOn, migrationList } from '@/lib/testing/live-schema'
import { queryDatabase } from '@/lib/testing/query-database'
import { migrate } from '@/lib/db/migrate'
import { REVIEW_MARK, readMigrations } from '@/lib/db/migrations/read-migrations'
import { sqlStatements } from '@/lib/db/migrations/sql-statements'
import { providerOf } from '@/lib/db/provider'
import { mysqlSchema } from './support/mysql-schema'
import { queryServer } from './support/query-server.mjs'
import { newMigration } from './support/new-migration'
import { rewriteForMysql } from './support/rewrite-for-mysql'
import { ROOT } from './support/root.mjs'
import { datamodel, diff, diffSchemas } from './support/schema-engine'
import { schemaFor } from './building/schema-for.mjs'

const NOW = new Date('2099-01-02T03:04:05Z')
const PROVIDERS = ['sqlite', 'postgresql', 'mysql'] as const
/** A copy of prisma/, for each test. */
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vestibule-prisma-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['schema.prisma', 'migrations'])
    cpSync(path.join(ROOT, 'prisma', part), path.join(folder, part), { recursive: true })
})

const schemaFile = () => path.join(folder, 'schema.prisma')
const readSchema = () => readFileSync(schemaFile(), 'utf8')
const migrationsOf = (provider: string) => path.join(folder, 'migrations', provider)
const fileOf = (provider: string, name: string) =>
  path.join(migrationsOf(provider), `20990102030405_${name}`, 'migration.sql')
const read = (provider: string, name: string) => readFileSync(fileOf(provider, name), 'utf8')
const create = (name: string) => newMigration({ name, folder, now: NOW })

const withoutMarks = (sql: string) => sql.replaceAll(new RegExp(`^${REVIEW_MARK}.*\n`, 'gm'), '')

function change(before: string | RegExp, after: string) {
  const schema = readSchema()
  const changed = schema.replace(before, after)
  expect(changed).not.toBe(schema)
  writeFileSync(schemaFile(), changed)
}

/** How a database differs from what the schema says; empty when it does not. */
async function driftOf(url: string): Promise<string> {
  if (providerOf(url) === 'mysql') {
    const fresh = await emptyDatabase()
    try {
      const script = await diffSchemas({ from: null, to: mysqlSchema(readSchema()) })
      const sql = rewriteForMysql({ script, before: '', after: script })
      await queryServer(fresh.url, sqlStatements(sql))
      const [is, should] = [await describeMysql(url), await describeMysql(fresh.url)]
      const without = (lines: string, others: string) =>
        lines.split('\n').filter((line) => !others.split('\n').includes(line))
      return [
        ...without(is, should).map((line) => `- ${line}`),
        ...without(should, is).map((line) => `+ ${line}`),
      ].join('\n')
    } finally {
      await fresh.drop()
    }
  }
  const schema = schemaFor(readSchema(), providerOf(url))
  const { engine, stop } = await engineOn(url, schema)
  try {
    const files = [{ path: 'schema.prisma', content: schema }]
    return await diff(engine, { tag: 'schemaDatasource', files, configDir: folder }, datamodel(schema))
  } finally {
    await stop()
  }
}

async function migratedDatabase(): Promise<string> {
  const { url, drop } = await emptyDatabase()
  onTestFinished(drop, 30_000)
  await migrate(url, { directory: path.join(folder, 'migrations') })
  return url
}

describe('the migrations', () => {
  it('make exactly what the schema says', async () => {
    const url = await migratedDatabase()
    expect(await driftOf(url)).toBe('')
    // Against a test that cannot fail: something more is noticed.
    await queryDatabase(url, 'CREATE TABLE "Surplus" ("id" INTEGER NOT NULL PRIMARY KEY)')
    expect(await driftOf(url)).toContain('Surplus')
  })

  it('lead to the snapshot of the last one, which is the schema', async () => {
    await expect(create('nothing')).rejects.toThrow('says nothing that the migrations do not say')
  })

  it('are the same ones for every database, and wait for nobody', () => {
    const all = PROVIDERS.map((provider) => readMigrations(path.join(folder, 'migrations'), provider))
    const [names] = all.map((migrations) => migrations.map(({ name }) => name))
    for (const migrations of all) {
      expect(migrations.map(({ name }) => name)).toEqual(names)
      expect(migrations.filter(({ isReviewed }) => !isReviewed)).toEqual([])
    }
  })

  // Prisma's engine of npm knows no MySQL.
  it.skipIf(process.env.TEST_DATABASE_URL?.startsWith('mysql'))(
    "are up to date to Prisma's own engine too",
    async () => {
      const url = await migratedDatabase()
      const { engine, stop } = await engineOn(url, schemaFor(readSchema(), providerOf(url)))
      try {
        const migrationsList = migrationList(migrationsOf(providerOf(url)))
        const filters = { externalTables: [], externalEnums: [] }
        expect(
          await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters }),
        ).toMatchObject({
          hasMigrationsTable: true,
          editedMigrationNames: [],
          failedMigrationNames: [],
          history: null,
        })
      } finally {
        await stop()
      }
    },
  )
})

describe('npm run db:new', () => {
  it.skipIf(IS_REPEATED)(
    'writes a migration for every database that leads to the new schema, with its snapshot',
    async () => {
      const url = await migratedDatabase()
      change(
        '  bio  ',
        '  nickname String? @unique // @mysql @db.VarChar(100)\n  extra Json?\n  score Float @default(1.5)\n  bio  ',
      )
      change('@@index([deletionDueAt])', '@@index([deletionDueAt, createdAt])')
      change(
        /$/,
        `\nmodel Badge {\n  id String @id @default(uuid(7))\n  text String // @mysql @db.Text\n  big BigInt @default(0)
      picture Bytes?
      account Account @relation(fields: [accountId], references: [id], onDelete: Cascade)\n  accountId String\n}\n`,
      )
      change('model Account {', 'model Account {\n  badges Badge[]')

      expect((await create('add_badges')).toReview).toEqual([])
      expect(readFileSync(path.join(folder, 'migrations/schemas/20990102030405_add_badges.prisma'), 'utf8')).toBe(
        readSchema(),
      )
      expect(read('mysql', 'add_badges')).toContain('ADD COLUMN `nickname` VARCHAR(100) NULL')
      expect(await migrate(url, { directory: path.join(folder, 'migrations') })).toEqual(['20990102030405_add_badges'])
      expect(await driftOf(url)).toBe('')
      await expect(newMigration({ name: 'again', folder, now: new Date('2099-02-01') })).rejects.toThrow('says nothing')
    },
  )

  it.skipIf(IS_REPEATED)("marks changes of a column for review in MySQL's part, which is then not run", async () => {
    const url = await migratedDatabase()
    change(/^ {2}location +String/m, '  location String?')
    const { toReview } = await create('optional_location')
    expect(toReview).toEqual([fileOf('mysql', 'optional_location')])
    const sql = read('mysql', 'optional_location')
    expect(sql).toContain("MODIFY `location` VARCHAR(255) NULL DEFAULT ''")

    const directory = path.join(folder, 'migrations')
    if (providerOf(url) === 'mysql') {
      await expect(migrate(url, { directory })).rejects.toThrow('waits for review')
      writeFileSync(fileOf('mysql', 'optional_location'), withoutMarks(sql))
    }
    await migrate(url, { directory })
    expect(await driftOf(url)).toBe('')
  })

  it.skipIf(IS_REPEATED)('marks what would lose rows or fail on them, on every database', async () => {
    change(/^ {2}website .*\n/m, '  required String\n')
    const { toReview } = await create('trade')
    expect(toReview).toEqual(PROVIDERS.map((provider) => fileOf(provider, 'trade')))
    for (const provider of PROVIDERS) {
      expect(read(provider, 'trade')).toContain(
        `${REVIEW_MARK} User.website goes, with what is in it.\n${REVIEW_MARK} User.required is required`,
      )
    }
  })

  it.skipIf(IS_REPEATED)('takes away what the schema no longer has, once a person agrees', async () => {
    const url = await migratedDatabase()
    change(/^model Account \{[\s\S]*?^\}\n/m, '')
    change(/^ {2}accounts .*\n/m, '')
    const { toReview } = await create('drop_accounts')
    for (const file of toReview) writeFileSync(file, withoutMarks(readFileSync(file, 'utf8')))
    await migrate(url, { directory: path.join(folder, 'migrations') })
    expect(await driftOf(url)).toBe('')
  })

  it.skipIf(IS_REPEATED)("marks the index in MySQL's part that a foreign key needs", async () => {
    change('@@index([userId, lastSeenAt])', '@@index([userId, expiresAt])')
    await create('other_index')
    expect(read('mysql', 'other_index')).toContain(
      `${REVIEW_MARK} a foreign key needs an index of userId: make the new one before.\nDROP INDEX`,
    )
  })

  it.skipIf(IS_REPEATED)('writes for every database what only MySQL must change', async () => {
    change('@db.VarChar(64)', '@db.VarChar(128)')
    expect((await create('longer_phones')).toReview).toEqual([fileOf('mysql', 'longer_phones')])
    for (const provider of ['sqlite', 'postgresql']) expect(sqlStatements(read(provider, 'longer_phones'))).toEqual([])
  })

  it.skipIf(IS_REPEATED)('leaves to a person what it cannot rewrite, with PostgreSQL’s statement', async () => {
    change('  bio  ', '  note String @default("a\\\\b")\n  bio  ')
    await create('backslash')
    expect(read('mysql', 'backslash')).toMatch(
      /^-- REVIEW: this is what PostgreSQL is told: write it by hand.\n-- ALTER TABLE "User" ADD COLUMN/m,
    )
    expect(sqlStatements(read('mysql', 'backslash'))).toEqual([])
  })

  it.each(['', 'Add Things', 'add-things', '../add', 'add__things', 'x'.repeat(61)])(
    'refuses the name "%s"',
    async (name) => {
      change('  bio  ', '  nickname String?\n  bio  ')
      await expect(create(name)).rejects.toThrow('Name the migration by what it does')
    },
  )

  it.skipIf(IS_REPEATED)(
    'refuses a time before the last migration, a schema that is not valid, and an unknown type',
    async () => {
      change('  bio  ', '  nickname String?\n  bio  ')
      await expect(newMigration({ name: 'early', folder, now: new Date('2020-01-01') })).rejects.toThrow(
        'is the clock right?',
      )
      change('nickname String?', 'nickname Nonsense?')
      await expect(create('invalid')).rejects.toThrow(/does not take prisma\/schema\.prisma:[\s\S]*Nonsense/)
      change('nickname Nonsense?', 'nickname String? // @mysql @db.TinyText')
      await expect(create('unknown')).rejects.toThrow('@db.TinyText is not known')
    },
  )
})
