import { afterEach, describe, expect, it, vi } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import {
  aContext,
  anActor,
  aUser,
  aUsername,
  GOOD_PASSWORD,
  mailsTo,
  outcomes,
  theMail,
  tokenOf,
} from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { addMilliseconds, DAY, HOUR, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { changePassword } from '@/lib/passwords/change-password'
import { findResetToken } from '@/lib/passwords/find-reset-token'
import type { HashTask } from '@/lib/passwords/hash-worker.mjs'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { resetPassword } from '@/lib/passwords/reset-password'
import { WorkerPool } from '@/lib/passwords/worker-pool'
import { findLiveSession } from '@/lib/sessions/find-live-session'
import { logIn } from '@/lib/sessions/log-in'
import { actorOfAccessToken } from '@/lib/tokens/actor-of-access-token'
import { issueTokens } from '@/lib/tokens/issue-tokens'
import { refreshTokens } from '@/lib/tokens/refresh-tokens'
import { confirmEmailChange } from './confirm-email-change'
import { deleteDueAccounts } from '@/lib/accounts/delete-due-accounts'
import { findEmailChangeLink } from './find-email-change-link'
import { register } from '@/lib/registration/register'
import { requestEmailChange } from './request-email-change'
import { resendVerification } from '@/lib/registration/resend-verification'
import { scheduleDeletion } from '@/lib/accounts/schedule-deletion'
import { undoEmailChange } from './undo-email-change'
import { verifyEmail } from '@/lib/registration/verify-email'

const NEW_PASSWORD = 'amber-kettle-93-harbor'

describe('undoEmailChange', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    withConfig({})
  })

  it.skipIf(IS_REPEATED)(
    'leaves a thief who knows the password no way in, and the owner one: step by step (S25)',
    async () => {
      const { user, newEmail, undoToken, actor, now } = await aDoneChange()
      const thief = await logIn({ identifier: newEmail, password: GOOD_PASSWORD }, aContext({ client: 'api' }))
      if (thief.kind !== 'logged_in') throw new Error('The thief is not logged in.')
      const tokens = await issueTokens(thief.session, now)
      // The thief holds all that can be had: a further change under way, a reset link, and a scheduled deletion.
      const further = `${aUsername()}@example.com`
      await scheduleDeletion({ password: GOOD_PASSWORD }, aContext({ actor }))
      await requestEmailChange({ new_email: further, password: GOOD_PASSWORD }, aContext({ actor }))
      const furtherToken = tokenOf(await theMail(further, 'confirm-address'))
      await requestPasswordReset({ email: newEmail }, aContext())
      const thiefsReset = tokenOf(await theMail(newEmail, 'password-reset'))

      await undoEmailChange({ token: undoToken }, aContext())
      const ownersReset = tokenOf(await theMail(user.email, 'address-restored'))

      // No login by name, or by either address, and the answer is that of a wrong password.
      const answerTo = async (identifier: string) =>
        logIn({ identifier, password: GOOD_PASSWORD }, aContext()).catch(
          (error: Error) => JSON.stringify(error) + error.message,
        )
      const wrong = await answerTo(aUsername())
      expect(wrong).toContain('invalid_credentials')
      for (const identifier of [user.username, user.email, newEmail]) expect(await answerTo(identifier)).toBe(wrong)
      // No token, link or code of before.
      expect(await actorOfAccessToken(tokens.access, new Date())).toBeNull()
      const { succeeded, codes } = await outcomes([
        refreshTokens({ refresh: tokens.refresh }, aContext()),
        confirmEmailChange({ token: furtherToken, password: GOOD_PASSWORD }, aContext()),
        confirmEmailChange({ token: furtherToken }, aContext({ actor })),
        resetPassword({ token: thiefsReset, password: NEW_PASSWORD }, aContext()),
        undoEmailChange({ token: undoToken }, aContext()),
        verifyEmail(
          { proof: { by: 'code', code: '000000', email: user.email, pendingRegistrationId: null } },
          aContext({ client: 'api' }),
        ),
        verifyEmail(
          { proof: { by: 'link', token: ownersReset, pendingRegistrationId: null } },
          aContext({ client: 'api' }),
        ),
      ])
      const dead = 'invalid_token'
      expect([succeeded, codes]).toEqual([0, ['token_not_valid', dead, dead, dead, dead, 'wrong_code', dead]])
      // Nothing that a stranger can ask for invalidates the owner's link, or mails the thief one.
      const mailsOfThief = (await mailsTo(newEmail)).length
      for (const minutes of [1, 2, 3]) {
        const later = addMilliseconds(now, minutes * MINUTE)
        for (const email of [user.email, newEmail]) {
          await requestPasswordReset({ email }, aContext({ now: later }))
          await resendVerification({ email, pendingRegistrationId: null }, aContext({ now: later }))
        }
      }
      await register({ username: aUsername(), email: user.email, password: GOOD_PASSWORD }, aContext())
      expect(await mailsTo(newEmail)).toHaveLength(mailsOfThief)
      await deleteDueAccounts(addMilliseconds(now, 15 * DAY))
      // The newest requested link works too, until one of the two is used.
      const requested = tokenOf(await theMail(user.email, 'password-reset'))
      for (const token of [ownersReset, requested]) expect(await findResetToken(token, new Date())).not.toBeNull()

      await resetPassword({ token: ownersReset, password: NEW_PASSWORD }, aContext())
      expect(await findResetToken(requested, new Date())).toBeNull()
      expect(await answerTo(user.username)).toBe(wrong)
      const owner = await logIn({ identifier: user.email, password: NEW_PASSWORD }, aContext())
      expect(owner).toMatchObject({ kind: 'logged_in', session: { userId: user.id }, isDeletionUndone: false })
    },
  )

  it('wins against whatever verified the password before it and acts after it (S25)', async () => {
    const { user, undoToken, actor } = await aDoneChange()
    const further = `${aUsername()}@example.com`
    const isVerified = heldAfterVerifying(4)
    const acts = outcomes([
      logIn({ identifier: user.username, password: GOOD_PASSWORD }, aContext({ client: 'api' })),
      requestEmailChange({ new_email: further, password: GOOD_PASSWORD }, aContext({ actor })),
      scheduleDeletion({ password: GOOD_PASSWORD }, aContext({ actor })),
      changePassword({ old_password: GOOD_PASSWORD, new_password: NEW_PASSWORD }, aContext({ actor })),
    ])
    const goOn = await isVerified
    await undoEmailChange({ token: undoToken }, aContext())
    goOn()
    const refused = 'wrong_password'
    expect(await acts).toEqual({ succeeded: 0, codes: ['invalid_credentials', refused, refused, refused] })
    expect(await mailsTo(further)).toEqual([])
    const left = await (
      await database()
    ).user.findUniqueOrThrow({
      where: { id: user.id },
      include: { sessions: true, oneTimeTokens: true },
    })
    expect(left).toMatchObject({ email: user.email, passwordHash: null, deletionDueAt: null, sessions: [] })
    expect(left.oneTimeTokens.map(({ purpose }) => purpose)).toEqual(['password-reset-after-undo'])
  })

  it('lets no reset requested for the left address before it void what the owner requests after it (S25)', async () => {
    const { user, newEmail, undoToken } = await aDoneChange()
    const users = (await database()).user
    const { find, found, goOn } = heldAfterFinding(users.findUnique.bind(users))
    vi.spyOn(users, 'findUnique').mockImplementationOnce(find as never)
    const ofThief = requestPasswordReset({ email: newEmail }, aContext())
    await found
    await undoEmailChange({ token: undoToken }, aContext())
    await requestPasswordReset({ email: user.email }, aContext())
    goOn()
    await ofThief
    expect(await findResetToken(tokenOf(await theMail(user.email, 'password-reset')), new Date())).not.toBeNull()
    expect((await mailsTo(newEmail)).map(({ kind }) => kind)).toEqual(['confirm-address'])
  })

  it('brings the old address back, proven, and ends every session', async () => {
    const { user, undoToken, actor } = await aDoneChange()
    await undoEmailChange({ token: undoToken }, aContext())
    const { email, emailVerified } = await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })
    expect([email, emailVerified]).toEqual([user.email, expect.any(Date)])
    expect(await findLiveSession(actor.sessionId, new Date())).toBeNull()
  })

  it.skipIf(IS_REPEATED)(
    'works after the thief has changed the password, the address once more, and scheduled the deletion',
    async () => {
      const { user, undoToken, actor } = await aDoneChange()
      const here = { ...actor, sessionKind: 'api' as const }
      await changePassword({ old_password: GOOD_PASSWORD, new_password: NEW_PASSWORD }, aContext({ actor: here }))
      const { undoToken: thiefsUndo } = await change({ ...here, password: NEW_PASSWORD }, user.id)
      await scheduleDeletion({ password: NEW_PASSWORD }, aContext({ actor: here }))

      await undoEmailChange({ token: undoToken }, aContext())
      expect(await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
        email: user.email,
        passwordHash: null,
        deletionDueAt: null,
      })
      // The link that leads back to the thief's first address becomes invalid.
      expect(await findEmailChangeLink(thiefsUndo, new Date())).toBeNull()
    },
  )

  it.skipIf(IS_REPEATED)(
    'works after the thief has undone a second change to void the owner’s link (S25)',
    async () => {
      const { user, undoToken, actor, newEmail } = await aDoneChange()
      const { undoToken: thiefsUndo } = await change({ ...actor, password: GOOD_PASSWORD }, user.id)
      await undoEmailChange({ token: thiefsUndo }, aContext())
      const thiefsReset = tokenOf(await theMail(newEmail, 'address-restored'))
      await resetPassword({ token: thiefsReset, password: NEW_PASSWORD }, aContext())

      await undoEmailChange({ token: undoToken }, aContext())
      expect(await (await database()).user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
        email: user.email,
        passwordHash: null,
      })
      expect(await findResetToken(tokenOf(await theMail(user.email, 'address-restored')), new Date())).not.toBeNull()
    },
  )

  it('voids the link of a later change also where that server’s clock is behind (S25)', async () => {
    const { user, undoToken, actor, now } = await aDoneChange()
    const behind = addMilliseconds(now, -MINUTE)
    const { undoToken: thiefsUndo } = await change({ ...actor, password: GOOD_PASSWORD }, user.id, behind)
    await undoEmailChange({ token: undoToken }, aContext())
    await expect(undoEmailChange({ token: thiefsUndo }, aContext())).rejects.toMatchObject({ code: 'invalid_token' })
  })

  it.skipIf(IS_REPEATED)('works once, for a day, and by no other link (S21, S22)', async () => {
    const { undoToken, token, now } = await aDoneChange()
    await expect(undoEmailChange({ token }, aContext())).rejects.toMatchObject({ code: 'invalid_token' })
    await expect(
      undoEmailChange({ token: undoToken }, aContext({ now: addMilliseconds(now, DAY + HOUR) })),
    ).rejects.toMatchObject({ code: 'invalid_token' })
    const { succeeded, codes } = await outcomes(
      Array.from({ length: 10 }, () => undoEmailChange({ token: undoToken }, aContext())),
    )
    expect([succeeded, new Set(codes)]).toEqual([1, new Set(['invalid_token'])])
  })

  it.skipIf(IS_REPEATED)('is refused to a disabled account, which keeps its address (S23)', async () => {
    const { user, undoToken, newEmail } = await aDoneChange()
    await (await database()).user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
    await expect(undoEmailChange({ token: undoToken }, aContext())).rejects.toMatchObject({ code: 'invalid_token' })
    expect(await (await database()).user.count({ where: { id: user.id, email: newEmail } })).toBe(1)
  })

  it.skipIf(IS_REPEATED)('is refused when the address has another account by now', async () => {
    const { user, undoToken } = await aDoneChange()
    await aUser({ email: user.email })
    await expect(undoEmailChange({ token: undoToken }, aContext())).rejects.toMatchObject({ code: 'invalid_token' })
  })

  it('finds the address free: while it can be undone nobody registers there without a proof (S25)', async () => {
    withConfig({ EMAIL_VERIFICATION: 'optional' })
    const [{ user, undoToken }, { user: other, now }] = [await aDoneChange(), await aDoneChange()]
    const registerAt = ({ email }: { email: string }, at = now) =>
      register({ username: aUsername(), email, password: GOOD_PASSWORD }, aContext({ now: at }))
    await expect(registerAt(user)).rejects.toMatchObject({ code: 'email_taken' })
    await expect(undoEmailChange({ token: undoToken }, aContext())).resolves.toBeUndefined()
    await expect(registerAt(other, addMilliseconds(now, DAY + HOUR))).resolves.toMatchObject({
      verification: 'optional',
    })
  })
})

/** A user whose address a thief has changed, with the link that undoes it in hand. */
async function aDoneChange() {
  const user = await aUser()
  const actor = await anActor(user)
  const now = new Date()
  return { user, actor, now, ...(await change({ ...actor, password: GOOD_PASSWORD }, user.id, now)) }
}

async function change(
  { password, ...actor }: Awaited<ReturnType<typeof anActor>> & { password: string },
  userId: string,
  now = new Date(),
) {
  const { email } = await (await database()).user.findUniqueOrThrow({ where: { id: userId } })
  const newEmail = `${aUsername()}@example.com`
  await requestEmailChange({ new_email: newEmail, password }, aContext({ actor, now }))
  const token = tokenOf(await theMail(newEmail, 'confirm-address'))
  await confirmEmailChange({ token }, aContext({ actor, now }))
  const { undoUrl } = await theMail(email, 'address-changed')
  return { newEmail, token, undoToken: tokenOf({ url: undoUrl }) }
}

/** Once so many passwords are verified, all wait there until what it resolves to is called. */
function heldAfterVerifying(count: number): Promise<() => void> {
  // oxlint-disable-next-line typescript/unbound-method -- called with the pool that it belongs to
  const { run } = WorkerPool.prototype
  let [verified, goOn] = [0, () => {}]
  const gate = new Promise<void>((resolve) => (goOn = resolve))
  return new Promise((resolve) => {
    vi.spyOn(WorkerPool.prototype, 'run').mockImplementation(async function (this: WorkerPool, task) {
      const answer = await run.call(this, task)
      if ((task as HashTask).kind !== 'verify') return answer
      verified += 1
      if (verified === count) resolve(goOn)
      await gate
      return answer
    })
  })
}

/** A look-up that waits, with its answer in hand, until `goOn` is called; `found` resolves when it has it. */
function heldAfterFinding<Input extends unknown[], Output>(look: (...input: Input) => PromiseLike<Output>) {
  let [hasFound, goOn] = [() => {}, () => {}]
  const found = new Promise<void>((resolve) => (hasFound = resolve))
  const gate = new Promise<void>((resolve) => (goOn = resolve))
  const find = async (...input: Input) => {
    const row = await look(...input)
    hasFound()
    await gate
    return row
  }
  return { find, found, goOn: () => goOn() }
}
