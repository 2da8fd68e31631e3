import { pbkdf2Sync } from 'node:crypto'
import { expect, test } from 'vitest'
import { removeAvatar } from '@/lib/avatars/remove-avatar'
import { setAvatar } from '@/lib/avatars/set-avatar'
import { addMilliseconds, HOUR } from '@/lib/config/durations'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { changePassword } from '@/lib/passwords/change-password'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { resetPassword } from '@/lib/passwords/reset-password'
import { logIn } from '@/lib/sessions/log-in'
import { logOut } from '@/lib/sessions/log-out'
import { aContext, anActor, aUser, aUsername, GOOD_PASSWORD, theMail, tokenOf } from '@/lib/testing/operation-fixtures'
import { aUniquePicture } from '@/lib/testing/pictures'
import { chooseLocale } from '@/lib/preferences/choose-locale'
import { confirmEmailChange } from '@/lib/email-change/confirm-email-change'
import { profileObject } from './api-objects'
import { findProfile } from './find-profile'
import { promoteToAdmin } from '@/lib/admin/promote-to-admin'
import { requestEmailChange } from '@/lib/email-change/request-email-change'
import { resendVerification } from '@/lib/registration/resend-verification'
import { scheduleDeletion } from './schedule-deletion'
import { undoEmailChange } from '@/lib/email-change/undo-email-change'
import { updateProfile } from './update-profile'
import { verifyEmail } from '@/lib/registration/verify-email'

type User = Awaited<ReturnType<typeof aUser>>
type Act = (user: User, ctx: Context) => Promise<unknown>

const LONG_AGO = new Date('2026-01-01T00:00:00Z')
const NOW = addMilliseconds(new Date(), HOUR)
const OTHER_PASSWORD = 'copper-violin-82-harbour'
/** The same password as a Django hash, which the next login replaces. */
const IMPORTED_HASH = `pbkdf2_sha256$1000$salt$${pbkdf2Sync(GOOD_PASSWORD, 'salt', 1000, 32, 'sha256').toString('base64')}`

const PROFILE = { bio: 'A line', location: 'London', website: '', phone: '' }

const MOVES: [string, Act][] = [
  ['another username', (_, ctx) => updateProfile({ username: aUsername() }, ctx)],
  ['another name', (_, ctx) => updateProfile({ name: 'Ada' }, ctx)],
  [
    'another bio, along with what stays',
    (user, ctx) => updateProfile({ username: user.username, ...PROFILE, bio: 'Another' }, ctx),
  ],
  ['an avatar', async (_, ctx) => setAvatar({ picture: new Uint8Array(await aUniquePicture()) }, ctx)],
  ['another email address', async (user, ctx) => changeAddress(user, ctx)],
  [
    'the address of before',
    async (user, ctx) => {
      await changeAddress(user, { ...ctx, now: new Date() })
      await backDate(user)
      const { undoUrl } = await theMail(user.email, 'address-changed')
      await undoEmailChange({ token: tokenOf({ url: undoUrl }) }, ctx)
    },
  ],
  ['the role', (user, ctx) => promoteToAdmin(user.username, ctx)],
]

const STAYS: [string, Act][] = [
  ['a login', (user, ctx) => logIn({ identifier: user.username, password: GOOD_PASSWORD }, ctx)],
  [
    'a log-in that fails',
    (user, ctx) => logIn({ identifier: user.username, password: 'not-the-one-83' }, ctx).catch(() => {}),
  ],
  ['a logout', (_, ctx) => logOut(null, ctx)],
  ['another password', (_, ctx) => changePassword({ old_password: GOOD_PASSWORD, new_password: OTHER_PASSWORD }, ctx)],
  ['a language', (_, ctx) => chooseLocale({ locale: 'es' }, ctx)],
  [
    'a deletion that is scheduled, and taken back',
    async (user, ctx) => {
      await scheduleDeletion({ password: GOOD_PASSWORD }, ctx)
      await logIn({ identifier: user.username, password: GOOD_PASSWORD }, ctx)
    },
  ],
  [
    'another address that is only asked for',
    (_, ctx) => requestEmailChange({ new_email: `${aUsername()}@example.com`, password: GOOD_PASSWORD }, ctx),
  ],
  [
    'a profile that is saved as it was',
    (user, ctx) => updateProfile({ username: user.username, name: user.name, ...PROFILE }, ctx),
  ],
]

test.each(MOVES)('%s moves last_updated', async (_, act) => {
  expect(await lastUpdatedAfter(act)).toBe(NOW.toISOString())
})

test.each(STAYS)('%s does not move last_updated', async (_, act) => {
  expect(await lastUpdatedAfter(act)).toBe(LONG_AGO.toISOString())
})

test('removing the avatar moves last_updated', async () => {
  expect(
    await lastUpdatedAfter(async (user, ctx) => {
      await setAvatar({ picture: new Uint8Array(await aUniquePicture()) }, ctx)
      await backDate(user)
      await removeAvatar({}, ctx)
    }),
  ).toBe(NOW.toISOString())
})

test('a better hash of the same password does not move last_updated', async () => {
  const user = await aUser({ passwordHash: IMPORTED_HASH })
  await backDate(user)
  await logIn({ identifier: user.username, password: GOOD_PASSWORD }, aContext({ now: NOW }))
  expect(await lastUpdated(user)).toBe(LONG_AGO.toISOString())
  const db = await database()
  expect(await db.user.findUnique({ where: { id: user.id } })).not.toMatchObject({ passwordHash: IMPORTED_HASH })
})

test('verifying the email address moves last_updated', async () => {
  const user = await aUser({ emailVerified: null })
  await backDate(user)
  await resendVerification({ email: user.email, pendingRegistrationId: null }, aContext())
  const token = tokenOf(await theMail(user.email, 'verify-address'))
  const ctx = aContext()
  await verifyEmail({ proof: { by: 'link', token, pendingRegistrationId: null, password: GOOD_PASSWORD } }, ctx)
  expect(await lastUpdated(user)).toBe(ctx.now.toISOString())
})

test.each([
  ['moves last_updated if it verifies the email address', null, NOW],
  ['does not move it if the address is already verified', LONG_AGO, LONG_AGO],
])('a password reset %s', async (_, emailVerified, expected) => {
  const user = await aUser({ emailVerified })
  await backDate(user)
  await requestPasswordReset({ email: user.email }, aContext({ now: addMilliseconds(NOW, -1) }))
  await resetPassword(
    { token: tokenOf(await theMail(user.email, 'password-reset')), password: OTHER_PASSWORD },
    aContext({ now: NOW }),
  )
  expect(await lastUpdated(user)).toBe(expected.toISOString())
})

async function lastUpdatedAfter(act: Act): Promise<string> {
  const user = await aUser(PROFILE)
  await backDate(user)
  await act(user, aContext({ actor: await anActor(user), now: NOW }))
  return lastUpdated(user)
}

/** As API clients read it. */
async function lastUpdated({ id }: User): Promise<string> {
  const profile = await findProfile(id)
  if (!profile) throw new Error('The account is gone.')
  return profileObject(profile).last_updated
}

async function backDate({ id }: User) {
  const db = await database()
  await db.user.update({ where: { id }, data: { updatedAt: LONG_AGO } })
}

async function changeAddress(user: User, ctx: Context) {
  const email = `${aUsername()}@example.com`
  await requestEmailChange({ new_email: email, password: GOOD_PASSWORD }, ctx)
  await confirmEmailChange({ token: tokenOf(await theMail(email, 'confirm-address')), password: undefined }, ctx)
}
