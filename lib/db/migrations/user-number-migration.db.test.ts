import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { migrate } from '@/lib/db/migrate'
import { providerOf } from '@/lib/db/provider'
import { emptyDatabase } from '@/lib/testing/empty-database'
import { migrationsFolder } from '@/lib/testing/migrations-folder'
import { queryDatabase } from '@/lib/testing/query-database'

it('numbers the accounts that are there by the date they joined', async () => {
  const { url, drop } = await emptyDatabase()
  onTestFinished(drop)
  const before = migrationsFolder(url)
  const folder = path.join(before.directory, providerOf(url))
  for (const name of readdirSync(folder)) {
    if (/^\d/.test(name) && name >= '20261201044320') rmSync(path.join(folder, name), { recursive: true })
  }
  await migrate(url, { directory: before.directory })
  for (const [id, joined] of [
    ['c', '2026-01-02'],
    ['a', '2026-01-03'],
    ['d', '2026-01-01'],
    ['b', '2026-01-02'],
  ]) {
    await queryDatabase(
      url,
      `INSERT INTO "User" ("id", "username", "usernameKey", "email", "createdAt", "updatedAt")
       VALUES ('${id}', '${id}', '${id}', '${id}@example.com', '${joined} 00:00:00', '2026-01-03 00:00:00')`,
    )
  }
  await migrate(url)
  const numbered = await queryDatabase(url, 'SELECT "id", "number" FROM "User" ORDER BY "number"')
  expect(numbered.map(([id, number]) => [id, Number(number)])).toEqual([
    ['d', 1],
    ['b', 2],
    ['c', 3],
    ['a', 4],
  ])
  const [[value] = []] = await queryDatabase(url, `SELECT "value" FROM "Sequence" WHERE "name" = 'user'`)
  expect(Number(value)).toBe(4)
})
