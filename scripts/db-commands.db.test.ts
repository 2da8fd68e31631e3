import { spawnSync } from 'node:child_process'
import { afterAll, expect, it } from 'vitest'
import { emptyDatabase } from '@/lib/testing/empty-database'
import { IS_LONG } from '@/lib/testing/is-long'
import { queryDatabase } from '@/lib/testing/query-database'
import { readMigrations, MIGRATIONS_DIRECTORY } from '@/lib/db/migrations/read-migrations'
import { providerOf } from '@/lib/db/provider'
import { ROOT } from './support/root.mjs'

const { url, drop } = await emptyDatabase()
const names = readMigrations(MIGRATIONS_DIRECTORY, providerOf(url)).map(({ name }) => name)
afterAll(drop, 30_000)

/** With DATABASE_URL as the only setting. */
function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `scripts/db-${command}.ts`, ...args],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { NODE_ENV: 'test', PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: url },
    },
  )
  return { status, output: stdout + stderr }
}

it(
  'tells in words and exit codes how a database stands, from empty to up to date to resolved',
  { timeout: 120_000 },
  async () => {
    const before = run('status')
    for (const name of names) expect(before.output).toContain(`pending     ${name}`)
    expect(before).toMatchObject({
      status: 1,
      output: expect.stringContaining('not yet applied: run `npm run db:migrate`'),
    })

    const migrated = run('migrate')
    for (const name of names) expect(migrated.output).toContain(`Applied ${name}.`)
    expect(migrated).toMatchObject({ status: 0, output: expect.stringContaining('Database schema is up to date.') })
    expect(run('migrate')).toEqual({ status: 0, output: 'Database schema is up to date.\n' })
    expect(run('status')).toMatchObject({
      status: 0,
      output: expect.stringContaining('Database schema is up to date.'),
    })

    await queryDatabase(
      url,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, applied_steps_count)
    VALUES ('1', 'x', '20990101000000_newer', 'broken', 1)`,
    )
    expect(run('status')).toMatchObject({
      status: 1,
      output: expect.stringContaining('20990101000000_newer, which is not found here'),
    })
    const refused = run('migrate')
    expect(refused).toMatchObject({ status: 1, output: expect.stringContaining('a newer version of Vestibule') })
    expect(refused.output).not.toContain(' at ')

    expect(run('resolve', 'rolled-back', '20990101000000_newer')).toMatchObject({ status: 0 })
    expect(run('migrate')).toMatchObject({ status: 0 })
  },
)

const UNCLEAR: [string, string[]][] = [
  ['no name', ['applied']],
  ['no word of what was done', []],
  ['another word', ['forgotten', '20990101000000_newer']],
]
it.each(UNCLEAR.slice(0, IS_LONG ? undefined : 1))('asks what was done, given %s', (_, args) => {
  expect(run('resolve', ...args)).toMatchObject({
    status: 1,
    output: expect.stringContaining('npm run db:resolve applied <migration>'),
  })
})

it('names a bad DATABASE_URL, and a server that is not there, without a stack', () => {
  const env = { ...process.env }
  for (const [bad, said] of [
    ['nowhere', 'DATABASE_URL must be file:./path.db'],
    [
      'postgresql://a:secret-word@127.0.0.1:1/a',
      'The database of DATABASE_URL cannot be used: 127.0.0.1:1 does not answer.',
    ],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/db-status.ts'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...env, DATABASE_URL: bad },
    })
    expect(status).toBe(1)
    expect(stderr).toContain(said)
    expect(stderr).not.toMatch(/ at |secret-word/)
  }
})
