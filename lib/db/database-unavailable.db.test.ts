import { beforeAll, describe, expect, it } from 'vitest'
import { config } from '@/lib/config/config'
import { database } from './database'
import { isDatabaseUnavailable } from './is-database-unavailable'
import { providerOf } from './provider'
import { transaction } from './transaction'

const provider = providerOf(config().databaseUrl)

/**
 * The server itself raises the error that an inserted key names, so that its driver makes of it what it makes of a real
 * one.
 */
const raising = {
  postgresql: [
    `CREATE FUNCTION raise_key() RETURNS trigger AS $$ BEGIN
      RAISE EXCEPTION USING ERRCODE = NEW.key, MESSAGE = 'secret-word';
    END $$ LANGUAGE plpgsql`,
    'CREATE TRIGGER raise_key BEFORE INSERT ON "RateLimit" FOR EACH ROW EXECUTE FUNCTION raise_key()',
  ],
  mysql: [
    `CREATE TRIGGER raise_key BEFORE INSERT ON \`RateLimit\` FOR EACH ROW BEGIN
      DECLARE code INT DEFAULT CAST(NEW.\`key\` AS SIGNED);
      SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = code, MESSAGE_TEXT = 'secret-word';
    END`,
  ],
  // The code is no more than its name here: no further page fits.
  sqlite: [],
}

const faults: Record<typeof provider, [what: string, code: string][]> = {
  postgresql: [
    ['the disk is full', '53100'],
    ['memory is used up', '53200'],
    ['there are too many connections', '53300'],
    ['it stops', '57P01'],
    ['it starts', '57P03'],
    ['a file cannot be read', '58030'],
  ],
  mysql: [
    ['the disk is full', '1021'],
    ['the table is full', '1114'],
    ['there are too many connections', '1040'],
    ['it stops', '1053'],
    ['the connection was killed', '1927'],
  ],
  sqlite: [['the disk is full', 'x'.repeat(1_000_000)]],
}
const faultOfOurs = { postgresql: '22012', mysql: '1365', sqlite: '' }[provider]

beforeAll(async () => {
  const db = await database()
  for (const sql of raising[provider]) await db.$executeRawUnsafe(sql)
  if (provider !== 'sqlite') return
  const [pages] = await db.$queryRawUnsafe<{ page_count: bigint }[]>('PRAGMA page_count')
  await db.$queryRawUnsafe(`PRAGMA max_page_count = ${Number(pages?.page_count) + 20}`)
})

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

describe('a write that fails because the database', () => {
  it.each(faults[provider])('says that %s counts as one of a database that is away (S72)', async (_, key) => {
    const db = await database()
    const write = { data: { key, points: 1 } }
    expect(isDatabaseUnavailable(await failureOf(db.rateLimit.create(write)))).toBe(true)
    expect(isDatabaseUnavailable(await failureOf(transaction((tx) => tx.rateLimit.create(write))))).toBe(true)
    // It was that statement alone: the next one is done.
    expect(await db.rateLimit.count()).toBe(0)
  })

  it.skipIf(provider === 'sqlite')('was asked nonsense does not', async () => {
    const db = await database()
    const failure = await failureOf(db.rateLimit.create({ data: { key: faultOfOurs, points: 1 } }))
    expect(failure).toBeInstanceOf(Error)
    expect(isDatabaseUnavailable(failure)).toBe(false)
  })
})
