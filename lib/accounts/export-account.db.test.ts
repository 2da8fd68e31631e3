import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser, GOOD_PASSWORD } from '@/lib/testing/operation-fixtures'
import { database } from '@/lib/db/database'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { logIn } from '@/lib/sessions/log-in'
import { exportAccount } from './export-account'

describe('exportAccount', () => {
  it('contains account, sessions, linked accounts, events and emails, as JSON', async () => {
    const user = await aUser({ name: 'Ada Lovelace', bio: 'Notes' })
    await (
      await database()
    ).account.create({
      data: {
        userId: user.id,
        type: 'oauth',
        provider: 'example',
        providerAccountId: user.id,
        access_token: 'secret-of-the-provider',
      },
    })
    await requestPasswordReset({ email: user.email }, aContext())
    const actor = await anActor(user)
    await anActor(await aUser())

    const files = unzip(await exportAccount(aContext({ actor })))
    expect(files['account.json']).toMatchObject({
      id: user.id,
      username: user.username,
      email: user.email,
      name: 'Ada Lovelace',
      bio: 'Notes',
      role: 'user',
    })
    expect(files['sessions.json']).toMatchObject([{ id: actor.sessionId, kind: 'browser' }])
    expect(files['linked-accounts.json']).toMatchObject([{ provider: 'example' }])
    expect(files['mails.json']).toMatchObject([{ kind: 'password-reset', recipient: user.email }])
    expect(files['events.json'].map(({ type }: { type: string }) => type)).toEqual([
      'account.exported',
      'password.reset_requested',
    ])
  })

  it('contains no hash, token or email text (S53)', async () => {
    const user = await aUser()
    await requestPasswordReset({ email: user.email }, aContext())
    const login = await logIn({ identifier: user.email, password: GOOD_PASSWORD }, aContext({ client: 'api' }))
    if (login.kind !== 'logged_in') throw new Error('Not logged in')
    const actor = { userId: user.id, sessionId: login.session.sessionId, sessionKind: 'api', role: 'user' } as const
    const all = JSON.stringify(unzip(await exportAccount(aContext({ actor }))))
    const db = await database()
    const { tokenHash } = await db.oneTimeToken.findFirstOrThrow({ where: { userId: user.id } })
    const { body } = await db.outboxMail.findFirstOrThrow({ where: { recipient: user.email } })
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: user.id } })
    const secrets = [passwordHash, tokenHash, body, login.session.refreshTokenId].map((secret) => String(secret))
    for (const secret of [...secrets, 'passwordHash', 'tokenHash', 'access_token']) expect(all).not.toContain(secret)
  })

  it('is recorded, and refused after ten times a day', async () => {
    const actor = await anActor(await aUser())
    for (let nth = 0; nth < 10; nth++) await exportAccount(aContext({ actor }))
    await expect(exportAccount(aContext({ actor }))).rejects.toMatchObject({
      code: 'too_many_requests',
      retryAfterSeconds: expect.any(Number),
    })
    expect(
      await (await database()).auditEvent.count({ where: { type: 'account.exported', userId: actor.userId } }),
    ).toBe(10)
  })

  it('refuses when nobody is logged in', async () => {
    await expect(exportAccount(aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
  })
})

// oxlint-disable-next-line typescript/no-explicit-any -- the test checks the content
function unzip(bytes: Uint8Array): Record<string, any> {
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, JSON.parse(strFromU8(content))]),
  )
}
