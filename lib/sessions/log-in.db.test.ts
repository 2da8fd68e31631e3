import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { register } from '@/lib/registration/register'
import { addMilliseconds, DAY, MINUTE, SECOND } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { GOOD_PASSWORD, aContext, aUser, aUsername, anActor, outcomes } from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { findLiveSession } from './find-live-session'
import { logIn } from './log-in'
import { logOut } from './log-out'

const tryTo = (identifier: string, password = GOOD_PASSWORD, ctx: Context = aContext()) =>
  logIn({ identifier, password }, ctx)
const WRONG = 'not-the-password-1'

describe('logIn', () => {
  afterEach(() => withConfig({}))

  it('takes username or address, in any case', async () => {
    const user = await aUser()
    for (const identifier of [user.username, user.email, user.username.toUpperCase(), user.email.toUpperCase()]) {
      expect(await tryTo(identifier)).toMatchObject({ kind: 'logged_in', session: { userId: user.id } })
    }
  })

  it('gives a new session id every time (S30)', async () => {
    const { username } = await aUser()
    const ids = await Promise.all(
      [1, 2, 3].map(async () => ((await tryTo(username)) as { session: { sessionId: string } }).session.sessionId),
    )
    expect(new Set(ids).size).toBe(3)
  })

  it('answers unknown account, wrong password and disabled account with one error (S1)', async () => {
    const user = await aUser()
    const disabled = await aUser({ disabledAt: new Date() })
    const errors = await Promise.all(
      [tryTo(aUsername()), tryTo(user.username, WRONG), tryTo(disabled.username)].map((attempt) =>
        attempt.then(
          () => null,
          (error: unknown) => JSON.stringify(error) + (error as Error).message,
        ),
      ),
    )
    expect(errors[0]).toContain('Wrong name or password, or too many tries')
    expect(new Set(errors).size).toBe(1)
  })

  it('says "verify your address" to the right password only, of a pending registration or of an unproven account (S1)', async () => {
    const email = `${aUsername()}@example.com`
    const registration = await register({ username: aUsername(), email, password: GOOD_PASSWORD }, aContext())
    expect(await tryTo(email)).toEqual({
      kind: 'unverified',
      email,
      pendingRegistrationId: (registration as { pendingRegistrationId: string }).pendingRegistrationId,
    })
    await expect(tryTo(email, WRONG)).rejects.toMatchObject({ code: 'invalid_credentials' })

    const unproven = await aUser({ emailVerified: null })
    expect(await tryTo(unproven.username)).toMatchObject({ kind: 'unverified', pendingRegistrationId: unproven.id })
    withConfig({ EMAIL_VERIFICATION: 'optional' })
    expect(await tryTo(unproven.username)).toMatchObject({ kind: 'logged_in' })
  })

  it('prefers an address to a username that looks like it', async () => {
    const owner = await aUser()
    await aUser({ username: owner.email, usernameKey: owner.email, passwordHash: null })
    expect(await tryTo(owner.email)).toMatchObject({ session: { userId: owner.id } })
  })

  it('rehashes a password that was kept at a lower cost or in another scheme', async () => {
    const user = await aUser()
    withConfig({ PASSWORD_HASH_COST: '5' })
    await tryTo(user.username)
    const { passwordHash } = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
    expect(passwordHash).toMatch(/^bcrypt_sha256\$\$2b\$05\$/)
    expect(await tryTo(user.username)).toMatchObject({ kind: 'logged_in' })
  })

  it('writes one audit row for a success and for a failure (S62)', async () => {
    const user = await aUser()
    await tryTo(user.username)
    await tryTo(user.username, WRONG).catch(() => {})
    const events = await (await database()).auditEvent.findMany({ where: { userId: user.id } })
    expect(events.map(({ type }) => type).toSorted()).toEqual(['login.failed', 'login.succeeded'])
  })

  describe('limits', () => {
    // The limiter asks the system's clock; only that is replaced, so that the database goes on.
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date() }))
    afterEach(() => void vi.useRealTimers())
    const pass = (milliseconds: number) => vi.setSystemTime(addMilliseconds(new Date(), milliseconds))

    it('refuses the right password after ten failures from ten places, then lets one try through after a growing delay (S6)', async () => {
      const { username } = await aUser()
      for (let failures = 0; failures < 10; failures++) await tryTo(username, WRONG).catch(() => {})
      await expect(tryTo(username)).rejects.toMatchObject({ code: 'invalid_credentials' })

      pass(59 * SECOND)
      await expect(tryTo(username)).rejects.toMatchObject({ code: 'invalid_credentials' })
      pass(2 * SECOND)
      await expect(tryTo(username, WRONG)).rejects.toMatchObject({ code: 'invalid_credentials' })
      pass(61 * SECOND)
      await expect(tryTo(username)).rejects.toMatchObject({ code: 'invalid_credentials' })
      pass(60 * SECOND)
      await expect(tryTo(username)).resolves.toMatchObject({ kind: 'logged_in' })
      // All is forgiven: ten tries again.
      await expect(tryTo(username, WRONG)).rejects.toBeDefined()
      await expect(tryTo(username)).resolves.toBeDefined()
    })

    it('locks an unknown name at the same count (S5)', async () => {
      const db = await database()
      const countsOf = () =>
        Promise.all(['login.failed', 'login.locked'].map((type) => db.auditEvent.count({ where: { type } })))
      const [failed = 0, locked = 0] = await countsOf()
      const username = aUsername()
      for (let tries = 0; tries < 12; tries++) await tryTo(username, WRONG).catch(() => {})
      expect(await countsOf()).toEqual([failed + 10, locked + 2])
    })

    it('evaluates ten of fifty guesses that come at once (S9)', async () => {
      const user = await aUser()
      await outcomes(Array.from({ length: 50 }, () => tryTo(user.username, WRONG)))
      const db = await database()
      expect(await db.auditEvent.count({ where: { userId: user.id, type: 'login.failed' } })).toBe(10)
      expect(await db.auditEvent.count({ where: { userId: user.id, type: 'login.locked' } })).toBe(40)
    })

    it('stops one origin that tries one password on many accounts, and nobody else (S7)', async () => {
      const ctx = aContext()
      const codes: string[] = []
      for (let nth = 0; nth < 110; nth++)
        await tryTo(aUsername(), WRONG, ctx).catch((error: { code: string }) => codes.push(error.code))
      expect(codes.filter((code) => code === 'invalid_credentials')).toHaveLength(100)
      expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(10)
      const { username } = await aUser()
      await expect(tryTo(username, GOOD_PASSWORD, ctx)).rejects.toMatchObject({ code: 'too_many_requests' })
      await expect(tryTo(username)).resolves.toBeDefined()
    })

    it.skipIf(IS_REPEATED)('does not stop an office that logs in hundreds of times from one origin (S7)', async () => {
      const { username } = await aUser()
      const ctx = aContext()
      for (let nth = 0; nth < 150; nth++) await tryTo(username, GOOD_PASSWORD, ctx)
      await expect(tryTo(username, GOOD_PASSWORD, ctx)).resolves.toBeDefined()
    })

    it('leaves a live session of the locked account alone (S10)', async () => {
      const user = await aUser()
      const actor = await anActor(user)
      for (let failures = 0; failures < 12; failures++) await tryTo(user.username, WRONG).catch(() => {})
      expect(await findLiveSession(actor.sessionId, new Date())).toEqual(actor)
    })
  })
})

describe('findLiveSession', () => {
  it('ends a browser session that lay idle, and any at its absolute end (S35)', async () => {
    const user = await aUser()
    const start = new Date()
    const after = (milliseconds: number) => addMilliseconds(start, milliseconds)
    const browser = await anActor(user, 'browser', aContext({ now: start }))
    const api = await anActor(user, 'api', aContext({ now: start }))
    expect(await findLiveSession(browser.sessionId, after(7 * DAY))).toBeNull()
    expect(await findLiveSession(api.sessionId, after(29 * DAY))).not.toBeNull()
    expect(await findLiveSession(api.sessionId, after(30 * DAY))).toBeNull()
    for (let day = 1; day < 30; day++) expect(await findLiveSession(browser.sessionId, after(day * DAY))).not.toBeNull()
    expect(await findLiveSession(browser.sessionId, after(30 * DAY))).toBeNull()
  })

  it('lives as long as SESSION_LIFETIME, SESSION_IDLE_TIMEOUT and REFRESH_TOKEN_LIFETIME say (S35)', async () => {
    withConfig({ SESSION_LIFETIME: '2h', SESSION_IDLE_TIMEOUT: '1h', REFRESH_TOKEN_LIFETIME: '3h' })
    const user = await aUser()
    const start = new Date()
    const after = (minutes: number) => addMilliseconds(start, minutes * MINUTE)
    const [idle, used] = [
      await anActor(user, 'browser', aContext({ now: start })),
      await anActor(user, 'browser', aContext({ now: start })),
    ]
    const api = await anActor(user, 'api', aContext({ now: start }))
    expect(await findLiveSession(used.sessionId, after(59))).not.toBeNull()
    expect(await findLiveSession(idle.sessionId, after(61))).toBeNull()
    expect(await findLiveSession(used.sessionId, after(117))).not.toBeNull()
    expect(await findLiveSession(used.sessionId, after(121))).toBeNull()
    expect(await findLiveSession(api.sessionId, after(179))).not.toBeNull()
    expect(await findLiveSession(api.sessionId, after(181))).toBeNull()
    withConfig({})
  })

  it('ends with the user: disabled, or gone, or another role at the next request (S33)', async () => {
    const db = await database()
    const user = await aUser()
    const { sessionId } = await anActor(user)
    await db.user.update({ where: { id: user.id }, data: { role: 'support' } })
    expect(await findLiveSession(sessionId, new Date())).toMatchObject({ role: 'support' })
    await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
    expect(await findLiveSession(sessionId, new Date())).toBeNull()
    await db.user.delete({ where: { id: user.id } })
    expect(await findLiveSession(sessionId, new Date())).toBeNull()
  })

  it('notes when it was last seen, to the minute', async () => {
    const start = new Date()
    const { sessionId } = await anActor(await aUser(), 'browser', aContext({ now: start }))
    const lastSeen = async () =>
      (await (await database()).session.findUniqueOrThrow({ where: { id: sessionId } })).lastSeenAt
    await findLiveSession(sessionId, addMilliseconds(start, 30 * SECOND))
    expect(await lastSeen()).toEqual(start)
    const later = addMilliseconds(start, 2 * MINUTE)
    await findLiveSession(sessionId, later)
    expect(await lastSeen()).toEqual(later)
  })
})

describe('logOut', () => {
  it('ends this session and no other (S32)', async () => {
    const user = await aUser()
    const [here, there] = [await anActor(user), await anActor(user)]
    await logOut({}, aContext({ actor: here }))
    expect(await findLiveSession(here.sessionId, new Date())).toBeNull()
    expect(await findLiveSession(there.sessionId, new Date())).not.toBeNull()
    await expect(logOut({}, aContext({ actor: here }))).resolves.toBeUndefined()
    await expect(logOut({}, aContext())).resolves.toBeUndefined()
  })
})
