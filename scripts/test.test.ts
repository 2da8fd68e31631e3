import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { ROOT } from './support/root.mjs'

/** `npm test -- unit` on a PostgreSQL that is not there, and on nothing else: no test is run. */
function testWithoutPostgresql(ci: string) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['scripts/test.mjs', 'unit', '--databases=postgresql', 'no/such/test'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, CI: ci, TEST_POSTGRES_URL: 'postgresql://nobody:secret-word@127.0.0.1:1/none' },
    },
  )
  return { status, last: stdout.trimEnd().split('\n').slice(-2), stdout }
}

it(
  'says in the last lines of npm test which database was skipped, and why; with CI set that is a failure',
  { timeout: 120_000 },
  () => {
    const skipped = expect.stringMatching(/^PostgreSQL was skipped: .+ Set TEST_POSTGRES_URL to a server/)
    const alone = testWithoutPostgresql('')
    expect(alone).toMatchObject({ status: 0, last: [skipped, '0 passed, 0 failed'] })
    const atCi = testWithoutPostgresql('true')
    expect(atCi).toMatchObject({ status: 1, last: [skipped, '0 passed, 1 failed'] })
    expect(alone.stdout + atCi.stdout).not.toContain('secret-word')
  },
)
