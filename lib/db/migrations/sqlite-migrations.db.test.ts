import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrationsFolder } from '@/lib/testing/migrations-folder'
import { queryDatabase } from '@/lib/testing/query-database'
import { migrate } from '../migrate'

const file = path.join(tmpdir(), `vestibule-${randomUUID()}.db`)
const url = `file:${file}`

beforeEach(async () => {
  await migrate(url)
  await queryDatabase(
    url,
    `INSERT INTO "User" ("id", "username", "usernameKey", "email", "updatedAt")
      VALUES ('ada', 'ada', 'ada', 'a@example.com', 0)`,
  )
  await queryDatabase(
    url,
    `INSERT INTO "OneTimeToken" ("id", "userId", "purpose", "tokenHash", "email", "expiresAt")
    VALUES ('t', 'ada', 'reset', 'hash', 'a@example.com', 0)`,
  )
})

afterEach(() => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true })
})

it('keeps the rows that refer to a table which is made again', async () => {
  const folder = migrationsFolder(url)
  folder.write(
    '20990101000000_anew',
    `PRAGMA defer_foreign_keys=ON;
     PRAGMA foreign_keys=OFF;
     CREATE TABLE "new_User" AS SELECT * FROM "User";
     DROP TABLE "User";
     ALTER TABLE "new_User" RENAME TO "User";
     CREATE UNIQUE INDEX "User_id_key" ON "User"("id");
     PRAGMA foreign_keys=ON;
     PRAGMA defer_foreign_keys=OFF;`,
  )
  expect(await migrate(url, folder)).toEqual(['20990101000000_anew'])
  expect(await queryDatabase(url, 'SELECT "userId" FROM "OneTimeToken"')).toEqual([['ada']])
})

it('refuses a migration that leaves rows which refer to nothing', async () => {
  const folder = migrationsFolder(url)
  folder.write('20990101000000_forgetful', 'DELETE FROM "User";')
  await expect(migrate(url, folder)).rejects.toThrow(
    'rows of OneTimeToken would refer to rows of User that do not exist',
  )
  expect(await queryDatabase(url, 'SELECT "id" FROM "User"')).toEqual([['ada']])
})

it('says that the disk is full, keeps nothing of the migration, and goes on when there is room', async () => {
  const folder = migrationsFolder(url)
  const fill = `CREATE TABLE "Big" ("text" TEXT);
    INSERT INTO "Big" WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      SELECT hex(zeroblob(1000)) FROM n;`
  folder.write('20990101000000_big', `PRAGMA max_page_count = 200; ${fill}`)
  await expect(migrate(url, folder)).rejects.toThrow(
    /20990101000000_big failed: database or disk is full[\s\S]*Nothing of it was kept/,
  )
  folder.write('20990101000000_big', fill)
  expect(await migrate(url, folder)).toEqual(['20990101000000_big'])
})
