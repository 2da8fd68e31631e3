import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { HAS_TERMINAL, atTerminal } from '@/lib/testing/at-terminal'
import { IS_LONG } from '@/lib/testing/is-long'
import { GOOD_PASSWORD, aContext, aUser, aUsername } from '@/lib/testing/operation-fixtures'
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

const roleOf = async (username: string) =>
  (await (await database()).user.findUnique({ where: { usernameKey: username } }))?.role

describe('npm run admin:create', () => {
  it.skipIf(!HAS_TERMINAL)(
    'shows no password at a terminal, typed or pasted before it is asked for (S62)',
    async () => {
      const username = aUsername()
      const terminal = atTerminal(`"${process.execPath}" --import tsx scripts/admin-create.ts`)
      await terminal.untilShown('Username or email address: ')
      terminal.type(
        `${username}\r${username}@example.com\rAda\r${GOOD_PASSWORD}\r${GOOD_PASSWORD}\rpart-of-${GOOD_PASSWORD}`,
      )
      await terminal.untilShown('Password: ')
      terminal.type(`${GOOD_PASSWORD}\r`)
      await terminal.untilShown('The same password again: ')
      terminal.type(`${GOOD_PASSWORD}\r`)
      expect(await terminal.ended).toBe(0)
      expect(terminal.shown()).toMatch(new RegExp(`Username or email address: .*${username}`))
      expect(terminal.shown()).toContain(`${username} is an administrator`)
      expect(terminal.shown()).not.toContain(GOOD_PASSWORD)
      await expect(logIn({ identifier: username, password: GOOD_PASSWORD }, aContext())).resolves.toMatchObject({
        kind: 'logged_in',
      })
    },
  )

  it('makes an administrator of a name that is free, and prints no password (S62)', async () => {
    const username = aUsername()
    const { status, output } = answer(username, `${username}@example.com`, 'Ada', GOOD_PASSWORD, GOOD_PASSWORD)
    expect(output).toContain(`${username} is an administrator`)
    expect(output).not.toContain(GOOD_PASSWORD)
    expect(status).toBe(0)
    expect(await roleOf(username)).toBe('admin')
    await expect(logIn({ identifier: username, password: GOOD_PASSWORD }, aContext())).resolves.toMatchObject({
      kind: 'logged_in',
    })
  })

  it.runIf(IS_LONG)('asks for a username where an address was given that has no account', async () => {
    const username = aUsername()
    const { status } = answer(`${username}@example.com`, username, '', GOOD_PASSWORD, GOOD_PASSWORD)
    expect(status).toBe(0)
    expect(await roleOf(username)).toBe('admin')
  })

  it.runIf(IS_LONG)('promotes an existing account without asking for a password', async () => {
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

  const mistakes: [string, string[], string][] = [
    ['a password that everybody uses', ['password123', 'password123'], 'Nothing was changed'],
    ['two passwords that differ', [GOOD_PASSWORD, `${GOOD_PASSWORD}!`], 'differ'],
    ['an end in the middle', [GOOD_PASSWORD], 'The input has ended'],
  ]
  it.each(mistakes.slice(0, IS_LONG ? undefined : 1))(
    'changes nothing after %s, and says so',
    async (_, passwords, said) => {
      const username = aUsername()
      const { status, output } = answer(username, `${username}@example.com`, '', ...passwords)
      expect(status).toBe(1)
      expect(output).toContain(said)
      expect(await roleOf(username)).toBeUndefined()
    },
  )

  it.runIf(IS_LONG)('says in one sentence what is wrong with a name', () => {
    const { status, output } = answer('no spaces please', 'no spaces please')
    expect(status).toBe(1)
    expect(output).toContain('Use 3 to 30 letters')
    expect(output).not.toContain(' at ')
  })
})
