import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { connectToMigrate } from './connect-to-migrate'

const folder = mkdtempSync(path.join(os.tmpdir(), 'vestibule connect '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(path.join(folder, 'text'), 'no folder')

const connect = (url: string) => connectToMigrate(url, (connection) => connection.executeScript('SELECT 1'))

test('the folders of a SQLite file are made', async () => {
  await connect(`file:${folder}/one/two%20words/a.db`)
  expect(existsSync(path.join(folder, 'one/two words/a.db'))).toBe(true)
})

test.each([
  [`file:${folder}`, `the file ${folder} cannot be opened`],
  [`file:${folder}/text/a.db`, `the file ${folder}/text/a.db cannot be opened`],
  [`file:${folder}/text/deeper/a.db`, `the file ${folder}/text/deeper/a.db cannot be opened`],
])('a database that cannot be opened is reported by its setting, in a sentence: %s', async (url, reason) => {
  const failure = (await connect(url).catch((error: unknown) => error)) as Error
  expect(failure.name).toBe('MigrationError')
  expect(failure.message).toContain(`The database of DATABASE_URL cannot be used: ${reason}`)
})

test.skipIf(!existsSync('/proc/self'))('a folder where none can be made is refused, not tried for ever', async () => {
  await expect(connect('file:/proc/nowhere/a.db')).rejects.toThrow('the file /proc/nowhere/a.db cannot be opened')
})
