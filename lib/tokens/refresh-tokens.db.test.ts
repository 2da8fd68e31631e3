import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aContext, aUser, aUsername, GOOD_PASSWORD, mailsTo, outcomes } from '@/lib/testing/operation-fixtures'
import { decodedToken } from '@/lib/testing/forged-tokens'
import { startProcesses } from '@/lib/testing/start-processes'
import { withConfig } from '@/lib/testing/with-config'
import { scheduleDeletion } from '@/lib/accounts/schedule-deletion'
import { undoEmailChange } from '@/lib/email-change/undo-email-change'
import { addMilliseconds, DAY, SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { issueToken, UNDO_EMAIL_CHANGE } from '@/lib/one-time/issue-token'
import { changePassword } from '@/lib/passwords/change-password'
import { resetPassword } from '@/lib/passwords/reset-password'
import { revokeOtherSessions } from '@/lib/sessions/revoke-other-sessions'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { startSession, type SessionKind, type StartedSession } from '@/lib/sessions/start-session'
import { actorOfAccessToken } from './actor-of-access-token'
import { issueTokens, type TokenPair } from './issue-tokens'
import { signToken } from './jwt'
import { refreshTokens } from './refresh-tokens'
import { revokeToken } from './revoke-token'
import { forgetSigningKeys, newSigningKeyRow } from './signing-keys'

const GRACE = 30 * SECOND

describe('refreshTokens', () => {
  it('replaces the token, and the new pair works', async () => {
    const { refresh, session } = await aLogin()
    const next = await refreshTokens({ refresh }, aContext())
    expect(idOf(next.refresh)).not.toBe(idOf(refresh))
    expect(await actorOfAccessToken(next.access, new Date())).toMatchObject({ sessionId: session.sessionId })
    expect(next.expiresIn).toBe(15 * 60)
  })

  it('never prolongs the session', async () => {
    const { refresh, session, now } = await aLogin()
    const late = addMilliseconds(now, 29 * DAY)
    const next = await refreshTokens({ refresh }, aContext({ now: late }))
    expect(decodedToken(next.refresh).claims.exp).toBe(decodedToken(refresh).claims.exp)
    const { expiresAt } = await (await database()).session.findUniqueOrThrow({ where: { id: session.sessionId } })
    expect(expiresAt).toEqual(session.expiresAt)
  })

  it('keeps when and how the person authenticated (S88)', async () => {
    const { access, refresh, now } = await aLogin()
    const { auth_time: authTime, amr } = decodedToken(access).claims
    expect([authTime, amr]).toEqual([Math.floor(now.getTime() / SECOND), ['pwd']])
    const next = await refreshTokens({ refresh }, aContext({ now: addMilliseconds(now, DAY) }))
    expect(decodedToken(next.access).claims).toMatchObject({ auth_time: authTime, amr })
  })

  it('takes the start of a session that an older version started for its login, and names no method (S88)', async () => {
    const { refresh, session } = await aLogin()
    const { createdAt } = await (
      await database()
    ).session.update({
      where: { id: session.sessionId },
      data: { authenticatedAt: null, amr: null },
      select: { createdAt: true },
    })
    const { claims } = decodedToken((await refreshTokens({ refresh }, aContext())).access)
    expect([claims.auth_time, claims.amr]).toEqual([Math.floor(createdAt.getTime() / SECOND), undefined])
  })

  it('gives an access token no longer a life than its session has', async () => {
    const { refresh, session } = await aLogin()
    const next = await refreshTokens({ refresh }, aContext({ now: addMilliseconds(session.expiresAt, -90 * SECOND) }))
    expect(next.expiresIn).toBe(90)
    expect(decodedToken(next.access).claims.exp).toBe(decodedToken(next.refresh).claims.exp)
  })

  it('yields the current token for one replaced within the grace, by however many refreshes since (S44)', async () => {
    const { refresh, now } = await aLogin()
    const second = await refreshTokens({ refresh }, aContext({ now }))
    const third = await refreshTokens(second, aContext({ now: addMilliseconds(now, 10 * SECOND) }))
    const late = aContext({ now: addMilliseconds(now, GRACE - 1) })
    for (const replaced of [refresh, second.refresh]) {
      const yielded = await refreshTokens({ refresh: replaced }, late)
      expect(lineOf(yielded.refresh)).toEqual(lineOf(third.refresh))
    }
  })

  it('leaves one lineage to 50 parallel calls, and every caller can go on (S44)', async () => {
    const { refresh, session } = await aLogin()
    const pairs = await Promise.all(Array.from({ length: 50 }, () => refreshTokens({ refresh }, aContext())))
    expect(new Set(pairs.map((pair) => lineOf(pair.refresh))).size).toBe(1)
    expect(idOf(pairs[0]!.refresh)).not.toBe(idOf(refresh))
    for (const { access } of pairs) expect(await actorOfAccessToken(access, new Date())).not.toBeNull()

    const next = await Promise.all(pairs.map((pair) => refreshTokens(pair, aContext())))
    expect(new Set(next.map((pair) => lineOf(pair.refresh))).size).toBe(1)
    expect(await (await database()).session.count({ where: { id: session.sessionId } })).toBe(1)
  })

  it('leaves one lineage to several processes (S44)', { timeout: 60_000 }, async () => {
    const { refresh } = await aLogin()
    const processes = await startProcesses(2)
    try {
      // Connected: on a busy machine the first connection may take longer than a request waits.
      await processes.tell({ operation: 'signingKey', argument: '', times: 1 })
      const { results, failures } = await processes.tell({ operation: 'refresh', argument: refresh, times: 30 })
      expect(failures).toEqual([])
      expect(results).toHaveLength(60)
      expect(new Set(results.map(lineOf)).size).toBe(1)
    } finally {
      await processes.stop()
    }
  })

  it('stays calm when a client refreshes without end: no token is replaced again until the grace has passed', async () => {
    const { refresh, session, now } = await aLogin()
    let current = refresh
    for (let nth = 0; nth < 60; nth++) current = (await refreshTokens({ refresh: current }, aContext({ now }))).refresh
    const { refreshTokensReplaced } = await (
      await database()
    ).session.findUniqueOrThrow({ where: { id: session.sessionId } })
    // The column's bound.
    expect(refreshTokensReplaced.length).toBeLessThan(4000)
    expect(lineOf((await refreshTokens({ refresh }, aContext({ now }))).refresh)).toEqual(lineOf(current))
    const later = await refreshTokens({ refresh: current }, aContext({ now: addMilliseconds(now, GRACE + 1) }))
    expect(idOf(later.refresh)).not.toBe(idOf(current))
  })

  it('ends the session and tells the owner once, when a token replaced before the grace is used again (S44)', async () => {
    const { refresh, user, now } = await aLogin()
    const other = await aLogin({ user })
    const current = await refreshTokens({ refresh }, aContext({ now }))
    const replay = () => refreshTokens({ refresh }, aContext({ now: addMilliseconds(now, GRACE) }))
    expect(await outcomes(Array.from({ length: 8 }, replay))).toEqual({
      succeeded: 0,
      codes: Array(8).fill('token_not_valid'),
    })

    await expect(refreshTokens(current, aContext())).rejects.toMatchObject({ code: 'token_not_valid' })
    expect(await actorOfAccessToken(current.access, new Date())).toBeNull()
    expect((await mailsTo(user.email)).map(({ kind }) => kind)).toEqual(['session-ended'])
    expect(
      await (await database()).auditEvent.count({ where: { type: 'session.refresh_replayed', userId: user.id } }),
    ).toBe(1)
    // The owner's other devices are not the thief's.
    expect(await actorOfAccessToken(other.access, new Date())).not.toBeNull()
  })

  it('keeps the one token of a session without rotation', async () => {
    const { refresh, now } = await aLogin({ kind: 'api-without-rotation' })
    for (const after of [0, GRACE + 1, 29 * DAY]) {
      const pair = await refreshTokens({ refresh }, aContext({ now: addMilliseconds(now, after) }))
      expect(lineOf(pair.refresh)).toEqual(lineOf(refresh))
    }
  })

  it('rotates sessions of before, too, once LEGACY_REFRESH_ROTATION is on', async () => {
    const { refresh, now } = await aLogin({ kind: 'api-without-rotation' })
    withConfig({ LEGACY_REFRESH_ROTATION: 'on' })
    try {
      const next = await refreshTokens({ refresh }, aContext({ now }))
      expect(idOf(next.refresh)).not.toBe(idOf(refresh))
      const replay = refreshTokens({ refresh }, aContext({ now: addMilliseconds(now, GRACE) }))
      await expect(replay).rejects.toMatchObject({ code: 'token_not_valid' })
    } finally {
      withConfig({})
    }
  })

  it('refuses the token of an expired session, an ended one, a disabled user, a deleted user', async () => {
    const db = await database()
    const expired = await aLogin()
    const ended = await aLogin()
    await db.session.delete({ where: { id: ended.session.sessionId } })
    const [disabled, withoutRotation] = [await aLogin(), await aLogin({ kind: 'api-without-rotation' })]
    for (const { user } of [disabled, withoutRotation])
      await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
    const deleted = await aLogin()
    await db.user.delete({ where: { id: deleted.user.id } })
    const attempts = [
      refreshTokens(expired, aContext({ now: expired.session.expiresAt })),
      ...[ended, disabled, withoutRotation, deleted].map(({ refresh }) => refreshTokens({ refresh }, aContext())),
    ]
    expect(await outcomes(attempts)).toEqual({ succeeded: 0, codes: Array(5).fill('token_not_valid') })
    // None of them was treated as a replay, which would notify the owner.
    expect(await mailsTo(disabled.user.email)).toEqual([])
  })

  it('refuses an access token, and a refresh token of a browser session or of another user (S42)', async () => {
    const { access, session } = await aLogin()
    const stranger = await aUser()
    const browser = await startSession(
      await database(),
      { userId: stranger.id, kind: 'browser', amr: ['pwd'] },
      aContext(),
    )
    const signed = (userId: string, { sessionId, refreshTokenId, expiresAt }: StartedSession) =>
      signToken('refresh', { userId, sessionId, tokenId: refreshTokenId, issuedAt: new Date(), expiresAt })
    const attempts = [access, await signed(stranger.id, session), await signed(stranger.id, browser), 'nonsense', '']
    const { succeeded, codes } = await outcomes(attempts.map((refresh) => refreshTokens({ refresh }, aContext())))
    expect([succeeded, new Set(codes)]).toEqual([0, new Set(['token_not_valid'])])
    // Nor was the session ended by another person's token.
    expect(await actorOfAccessToken(access, new Date())).not.toBeNull()
    expect(await findLiveSession(browser.sessionId, new Date())).not.toBeNull()
  })
})

/** What is done against a refresh that runs at the same time, to a user with the session and a second one. */
const ENDINGS: Record<string, Ending> = {
  'revoking the token': ({ refresh }) => revokeToken({ refresh }, aContext()),
  'disabling the user': async ({ user }) =>
    (await database()).user.update({ where: { id: user.id }, data: { disabledAt: new Date() } }),
  'changing the password': async ({ user }, { session }) => {
    const ctx = aContext({ actor: anApiActor(user, session) })
    return changePassword({ old_password: GOOD_PASSWORD, new_password: 'amber-kettle-93-harbor' }, ctx)
  },
  'resetting the password': async ({ user }) => {
    const { token } = await issueToken(await database(), {
      userId: user.id,
      purpose: 'password-reset',
      email: user.email,
      now: new Date(),
      lifetime: DAY,
    })
    return resetPassword({ token, password: 'amber-kettle-93-harbor' }, aContext())
  },
}

/** What does no more than those do, in fewer rounds. */
const OTHER_ENDINGS: Record<string, Ending> = {
  'scheduling the deletion of the account': async ({ user }, { session }) =>
    scheduleDeletion({ password: GOOD_PASSWORD }, aContext({ actor: anApiActor(user, session) })),
  'undoing a change of address': async ({ user }) => {
    const { token } = await issueToken(await database(), {
      userId: user.id,
      purpose: UNDO_EMAIL_CHANGE,
      email: `former-${user.email}`,
      now: new Date(),
      lifetime: DAY,
    })
    return undoEmailChange({ token }, aContext())
  },
  'ending all other sessions': async ({ user }, { session }) =>
    revokeOtherSessions({}, aContext({ actor: anApiActor(user, session) })),
}

describe('a refresh at the same time', () => {
  // All rounds on SQLite; on each database in `npm run test:all`.
  const cases = [
    ...Object.entries(ENDINGS).map(([ending, end]) => ({ ending, end, count: IS_REPEATED ? 30 : 100 })),
    ...Object.entries(OTHER_ENDINGS).map(([ending, end]) => ({ ending, end, count: IS_REPEATED ? 10 : 40 })),
  ]
  for (const { ending, end, count } of cases) {
    it(`leaves no live token to ${ending}, in ${count} rounds (S33, S34, S44)`, { timeout: 60_000 }, async () => {
      const rounds = await loginsByTwo(count)
      const survivors: TokenPair[] = []
      for (let first = 0; first < rounds.length; first += 10) {
        const ten = rounds.slice(first, first + 10)
        const pairs = await Promise.all(ten.map((round, nth) => refreshWhile(end, round, nth % 2 === 0)))
        survivors.push(...pairs.flat())
      }
      // Of each round that met at the barrier.
      expect(survivors.length).toBeGreaterThanOrEqual(count / 2)
      for (const pair of [...survivors, ...rounds.map(([login]) => login)]) {
        expect(await actorOfAccessToken(pair.access, new Date())).toBeNull()
        await expect(refreshTokens(pair, aContext())).rejects.toMatchObject({ code: 'token_not_valid' })
      }
    })
  }

  it('leaves no live token to withdrawing the keys, which a process learns of between its check and its signature', async () => {
    const login = await aLogin()
    const db = await database()
    const now = new Date()
    const { generation } = await db.signingKey.findFirstOrThrow({ orderBy: { generation: 'desc' } })
    await db.signingKey.updateMany({ data: { retiredAt: now, expiresAt: now } })
    await db.signingKey.create({ data: newSigningKeyRow(generation + 1, now) })

    // It knows the old key still, and takes that for its check; then it waits for its row, which another has.
    let answer: ReturnType<typeof outcomes> | undefined
    await transaction(async (tx) => {
      await tx.session.update({ where: { id: login.session.sessionId }, data: { lastSeenAt: now } })
      answer = outcomes([refreshTokens(login, aContext())])
      await sleep(200)
      forgetSigningKeys()
    })
    expect(await answer).toEqual({ succeeded: 0, codes: ['token_not_valid'] })
  })
})

/** The one who acts by a session of an API client. */
function anApiActor(user: { id: string }, { sessionId }: { sessionId: string }) {
  return { userId: user.id, sessionId, sessionKind: 'api', role: 'user' } as const
}

/**
 * What parallel refreshes got, while one of the endings was under way. At the barrier it begins when the first of them
 * has its answer, so that there are tokens to end on any machine; otherwise now the one is first, now the other.
 */
async function refreshWhile(end: Ending, [login, by]: [Login, Login], isAtBarrier: boolean): Promise<TokenPair[]> {
  const refreshes = Array.from({ length: 3 }, () => refreshTokens(login, aContext()).catch(() => null))
  await (isAtBarrier ? Promise.race(refreshes) : sleep(Math.random() * 30))
  const [, ...pairs] = await Promise.all([end(login, by), ...refreshes])
  return pairs.filter((pair) => pair !== null)
}

/** Users with two sessions each; many at once cost little more than one. */
async function loginsByTwo(count: number): Promise<[Login, Login][]> {
  const template = await aUser()
  const db = await database()
  const now = new Date()
  const users = Array.from({ length: count }, () => {
    const name = aUsername()
    return {
      ...template,
      id: randomUUID(),
      number: null,
      username: name,
      usernameKey: name,
      email: `${name}@example.com`,
    }
  })
  await db.user.createMany({ data: users })
  const sessions = users.flatMap(({ id: userId }) =>
    [0, 1].map(() => ({
      id: randomUUID(),
      userId,
      kind: 'api',
      ip: '',
      userAgent: '',
      lastSeenAt: now,
      expiresAt: addMilliseconds(now, DAY),
      refreshTokenId: randomUUID(),
      refreshTokenIssuedAt: now,
      authenticatedAt: now,
      amr: 'pwd',
    })),
  )
  await db.session.createMany({ data: sessions })
  const login = async (user: { id: string; email: string }, row: (typeof sessions)[number]) => {
    const session = { ...row, sessionId: row.id, kind: 'api' as const, amr: ['pwd' as const] }
    return { user, session, now, ...(await issueTokens(session, now)) }
  }
  return Promise.all(
    users.map(async (user, nth): Promise<[Login, Login]> => [
      await login(user, sessions[2 * nth]!),
      await login(user, sessions[2 * nth + 1]!),
    ]),
  )
}

type Ending = (login: Login, by: Login) => Promise<unknown>
type Login = Awaited<ReturnType<typeof aLogin>>

async function aLogin({ user, kind = 'api' }: { user?: { id: string; email: string }; kind?: SessionKind } = {}) {
  const owner = user ?? (await aUser())
  const now = new Date()
  const session = await startSession(await database(), { userId: owner.id, kind, amr: ['pwd'] }, aContext({ now }))
  return { user: owner, session, now, ...(await issueTokens(session, now)) }
}

function idOf(refresh: string): unknown {
  return decodedToken(refresh).claims.jti
}

/** What makes two refresh tokens the same one: their bytes may differ, since ES256 is not deterministic. */
function lineOf(refresh: string): string {
  const { jti, iat, exp } = decodedToken(refresh).claims
  return JSON.stringify([jti, iat, exp])
}
