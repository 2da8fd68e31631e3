import { spawnSync } from 'node:child_process'
import { beforeEach, describe, expect, it } from 'vitest'
import { aUser, anActor } from '@/lib/testing/operation-fixtures'
import { HOUR } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { issueToken } from '@/lib/one-time/issue-token'
import { IS_LONG } from '@/lib/testing/is-long'
import { ROOT } from './support/root.mjs'

function revokeAll({ arguments: given = [] as string[], input = '' } = {}) {
  const command = ['--import', 'tsx', 'scripts/sessions-revoke-all.ts', ...given]
  const env = { ...process.env, LOG_LEVEL: 'info' }
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, input, env, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

const liveSessions = async () => (await database()).session.count()
const liveLinks = async () => (await database()).oneTimeToken.count()

describe('npm run sessions:revoke-all', () => {
  beforeEach(async () => {
    await (await database()).session.deleteMany()
    await (await database()).oneTimeToken.deleteMany()
    const user = await aUser()
    await anActor(user)
    await anActor(user, 'api')
    const { id: userId, email } = user
    await transaction((tx) =>
      issueToken(tx, { userId, purpose: 'password-reset', email, now: new Date(), lifetime: HOUR }),
    )
  })

  it.each([
    ['a yes', { input: 'yes\n' }],
    ['--yes', { arguments: ['--yes'] }],
  ])('ends every session after %s, and leaves it in the audit log (S76)', async (_, given) => {
    // Nothing but that: a person reads it, not a collector of logs.
    expect(revokeAll(given)).toMatchObject({
      status: 0,
      output: expect.stringMatching(/(^|\n)2 sessions have ended\.\nOne mailed link is void\.\n$/),
    })
    expect([await liveSessions(), await liveLinks()]).toEqual([0, 0])
    const events = await (await database()).auditEvent.findMany({ where: { type: 'session.all_ended' } })
    expect(events.at(-1)).toMatchObject({ userAgent: 'npm run sessions:revoke-all' })
  })

  const refusals: [string, Parameters<typeof revokeAll>[0]][] = [
    ['a no', { input: 'no\n' }],
    ['an option that is none', { arguments: ['--all', '--yes'] }],
    ['no answer', {}],
    ['something else', { input: 'y\n' }],
  ]
  it.each(refusals.slice(0, IS_LONG ? undefined : 2))('ends none after %s, and says so', async (_, given) => {
    expect(revokeAll(given)).toMatchObject({ status: 1, output: expect.stringContaining('Nothing was changed.') })
    expect([await liveSessions(), await liveLinks()]).toEqual([2, 1])
  })
})
