import { beforeAll, describe, expect, it } from 'vitest'
import { analyzeDatabase, FILLED_TABLES } from './analyze-database'
import { explainQueries, scansOfMysql, scansOfPostgresql, scansOfSqlite, type QueryPlan } from './explain-queries'
import { fillDatabase } from './fill-database'
import { recordingDatabase } from './recording-database'

describe('what goes on all day', () => {
  let plans: QueryPlan[] = []

  beforeAll(async () => {
    const db = await recordingDatabase()
    await fillDatabase(2000)
    await analyzeDatabase(db.client)
    plans = await explainQueries(db, 1234, { isSmall: true })
  }, 120_000)

  it('reads no table whole that grows, in no statement', () => {
    const operations = new Set(plans.map(({ operation }) => operation))
    for (const operation of ['log-in', 'metrics', 'due mail', 'clean-up']) expect(operations).toContain(operation)
    expect(operations.size).toBeGreaterThanOrEqual(10)
    expect(plans.filter(({ scannedTables }) => scannedTables.some((table) => FILLED_TABLES.includes(table)))).toEqual(
      [],
    )
  })
})

describe('a whole table that is read is found', () => {
  const sql = 'SELECT 1 FROM `main`.`Avatar` WHERE EXISTS(SELECT 1 FROM `main`.`User` AS `t0` WHERE 1 = 1)'
  const aRow = { table: 't0', type: 'index', key: 'PRIMARY', rows: 9000n, Extra: null }

  it.each([
    [
      'on SQLite by itself, or in the order of an index',
      () => scansOfSqlite(sql, ['SCAN main.User USING INDEX User_email_key']),
      ['User'],
    ],
    [
      'on SQLite under another name',
      () => scansOfSqlite(sql, ['SEARCH main.Avatar USING INDEX x', 'SCAN t0']),
      ['User'],
    ],
    [
      'on SQLite to sort it',
      () => scansOfSqlite(sql, ['SEARCH main.User USING INDEX x', 'USE TEMP B-TREE FOR ORDER BY']),
      ['User'],
    ],
    ['on PostgreSQL', () => scansOfPostgresql(['Sort', '  ->  Seq Scan on "User" t0']), ['User']],
    [
      'on PostgreSQL through an index',
      () => scansOfPostgresql(['Limit', '  ->  Index Scan using "x" on "User"', '        Filter: true']),
      ['User'],
    ],
    ['on MySQL', () => scansOfMysql(sql, [{ ...aRow, table: 'Avatar', type: 'ALL' }]), ['Avatar']],
    ['on MySQL through an index, under another name', () => scansOfMysql(sql, [aRow]), ['User']],
  ])('%s', (_, plan, tables) => {
    expect(plan().scannedTables).toEqual(tables)
  })

  it.each([
    ['on SQLite', () => scansOfSqlite(sql, ['SEARCH t0 USING INDEX x (id=?)'])],
    ['on PostgreSQL', () => scansOfPostgresql(['Index Scan using "x" on "User"', '  Index Cond: (id = 1)'])],
    [
      'on MySQL, and neither is the first page in the order of an index',
      () =>
        scansOfMysql(sql, [
          { ...aRow, rows: 21n },
          { ...aRow, type: 'ref' },
        ]),
    ],
  ])('but not a partial index scan, %s', (_, plan) => {
    expect(plan().scannedTables).toEqual([])
  })
})
