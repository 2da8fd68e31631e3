import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aContext, aUser, GOOD_PASSWORD } from '@/lib/testing/operation-fixtures'
import { sqliteCommits } from '@/lib/testing/sqlite-commits'
import { profileObject } from '@/lib/accounts/api-objects'
import { getProfile } from '@/lib/accounts/get-profile'
import { register } from '@/lib/registration/register'
import { config } from '@/lib/config/config'
import { logIn } from '@/lib/sessions/log-in'
import { actorOfAccessToken } from '@/lib/tokens/actor-of-access-token'
import { issueTokens } from '@/lib/tokens/issue-tokens'
import { refreshTokens } from '@/lib/tokens/refresh-tokens'
import { driver } from './driver'
import { providerOf } from './provider'

/*
 * On SQLite a commit waits for the disk, on the thread that answers everybody: what is done often commits once.
 */
const isSqlite = providerOf(config().databaseUrl) === 'sqlite'

async function commitsOf(act: () => Promise<unknown>): Promise<number> {
  const before = sqliteCommits()
  await act()
  return sqliteCommits() - before
}

it.runIf(isSqlite)(
  'a login, a failed one, a refresh and a registration commit once each, and a profile never',
  async () => {
    const user = await aUser()
    const enter = (password: string) => logIn({ identifier: user.email, password }, aContext({ client: 'api' }))
    const started = await enter(GOOD_PASSWORD)
    if (started.kind !== 'logged_in') throw new Error('Not logged in')
    // Makes the signing key, once and for all.
    const { access, refresh } = await issueTokens(started.session, new Date())
    const join = (email: string) =>
      register(
        { username: randomUUID().slice(0, 20), email, name: 'Ada', password: GOOD_PASSWORD },
        aContext({ client: 'api' }),
      )

    expect({
      logIn: await commitsOf(() => enter(GOOD_PASSWORD)),
      wrongPassword: await commitsOf(() => enter('wrong').catch(() => {})),
      refresh: await commitsOf(() => refreshTokens({ refresh }, aContext())),
      registration: await commitsOf(() => join(`${randomUUID()}@example.com`)),
      registrationOfAKnownAddress: await commitsOf(() => join(user.email)),
      profile: await commitsOf(async () =>
        profileObject(await getProfile(aContext({ actor: await actorOfAccessToken(access, new Date()) }))),
      ),
    }).toEqual({ logIn: 1, wrongPassword: 1, refresh: 1, registration: 1, registrationOfAKnownAddress: 1, profile: 0 })
  },
)

it.runIf(isSqlite)('such a commit is on the disk before it is answered: power may fail (S73)', async () => {
  const { adapter } = await driver()
  const { rows } = await adapter.queryRaw({ sql: 'PRAGMA synchronous', args: [], argTypes: [] })
  // FULL.
  expect(rows.map(([level]) => Number(level))).toEqual([2])
})
