import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { GOOD_PASSWORD, aContext, aUser, aUsername } from '@/e2e/support/operation-fixtures'
import { config } from '@/lib/config/config'
import { databaseName } from '@/lib/config/database-name'
import { database } from '@/lib/db/database'
import { logIn } from '@/lib/sessions/log-in'
import { ROOT } from './support/root.mjs'

function answer(...lines: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/admin-create.ts'], {
    cwd: ROOT,
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

const roleOf = async (username: string) => (await (await database()).user.findUnique({ where: { usernameKey: username } }))?.role

describe('npm run admin:create', () => {
  it('makes an administrator of a name that is free, and never shows the password (S62)', async () => {
    const username = aUsername()
    const { status, output } = answer(username, `${username}@example.com`, 'Ada', GOOD_PASSWORD, GOOD_PASSWORD)
    expect(output).toContain(`${username} is an administrator`)
    expect(output).not.toContain(GOOD_PASSWORD)
    expect(status).toBe(0)
    expect(await roleOf(username)).toBe('admin')
    await expect(logIn({ identifier: username, password: GOOD_PASSWORD }, aContext(), 'browser')).resolves.toMatchObject({ kind: 'logged_in' })
  })

  it('asks for a username where an address was given that has no account', async () => {
    const username = aUsername()
    const { status } = answer(`${username}@example.com`, username, '', GOOD_PASSWORD, GOOD_PASSWORD)
    expect(status).toBe(0)
    expect(await roleOf(username)).toBe('admin')
  })

  it('promotes an existing account without asking for a password', async () => {
    const user = await aUser()
    expect(answer(user.email)).toMatchObject({ status: 0, output: expect.stringContaining('is an administrator') })
    expect(await roleOf(user.usernameKey)).toBe('admin')
  })

  it('promotes no account whose address nobody has proven, and says in which database it looked', async () => {
    const user = await aUser({ emailVerified: null })
    const { status, output } = answer(user.email)
    expect(status).toBe(1)
    expect(output.split('\n')[0]).toBe(`In the database ${databaseName(config().databaseUrl)}:`)
    expect(output).toMatch(/has not proven that address.*forgot-password/)
    expect(await roleOf(user.usernameKey)).toBe('user')
  })

  it.each([
    ['two passwords that differ', [GOOD_PASSWORD, `${GOOD_PASSWORD}!`], 'differ'],
    ['a password that everybody uses', ['password123', 'password123'], 'Nothing was changed'],
    ['an end in the middle', [GOOD_PASSWORD], 'The input has ended'],
  ])('changes nothing after %s, and says so', async (_, passwords, said) => {
    const username = aUsername()
    const { status, output } = answer(username, `${username}@example.com`, '', ...passwords)
    expect(status).toBe(1)
    expect(output).toContain(said)
    expect(await roleOf(username)).toBeUndefined()
  })

  it('says in one sentence what is wrong with a name', () => {
    const { status, output } = answer('no spaces please', 'no spaces please')
    expect(status).toBe(1)
    expect(output).toContain('Use 3 to 30 letters')
    expect(output).not.toContain(' at ')
  })
})
