import { expect, test } from 'vitest'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import { unseal } from '@/lib/crypto/seal'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { aContext, aUser, aUsername, mailsTo } from '@/lib/testing/operation-fixtures'
import { enqueueMail } from './enqueue-mail'
import type { MailMessage } from './mail-message'

const RESET: MailMessage = {
  kind: 'password-reset',
  url: 'http://localhost:3000/reset-password?token=a-canary-token-that-must-not-be-found',
  username: 'ada',
  linkMinutes: 60,
}

test('an email is a pending row, due at once or when its turn has come', async () => {
  const ctx = aContext()
  const notBefore = addMilliseconds(ctx.now, MINUTE)
  await transaction((tx) => enqueueMail(tx, { to: 'ada@example.com', message: RESET }, ctx))
  await transaction((tx) => enqueueMail(tx, { to: 'bob@example.com', message: RESET, notBefore }, ctx))

  const db = await database()
  const [ada, bob] = await db.outboxMail.findMany({ orderBy: { recipient: 'asc' } })
  expect(ada).toMatchObject({
    kind: 'password-reset',
    status: 'pending',
    attempts: 0,
    nextAttemptAt: ctx.now,
    createdAt: ctx.now,
  })
  expect(ada?.messageId).toMatch(/^<[\da-f-]{36}@localhost>$/)
  expect(bob?.nextAttemptAt).toEqual(notBefore)
  expect(bob?.messageId).not.toBe(ada?.messageId)
})

test('an email is not there when the transaction that causes it fails', async () => {
  const failing = transaction(async (tx) => {
    await enqueueMail(tx, { to: 'carol@example.com', message: RESET }, aContext())
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await (await database()).outboxMail.count({ where: { recipient: 'carol@example.com' } })).toBe(0)
})

test.each([
  ['of its reader, whoever asked for it', { locale: 'ar' }, 'es', 'ar'],
  ['of the request where the reader has chosen none', {}, 'es', 'es'],
  ['of the request where nobody has the address', null, 'es', 'es'],
  ['that nobody has to choose, where nobody says', {}, null, 'en'],
] as const)('an email speaks the language %s', async (_, reader, asked, spoken) => {
  const email = `${aUsername()}@example.com`
  if (reader) await aUser({ email, ...reader })
  await transaction((tx) => enqueueMail(tx, { to: email, message: RESET }, aContext({ locale: asked })))
  expect((await mailsTo(email))[0]).toMatchObject({ locale: spoken })
})

test('what an email says is sealed: no token can be found in the database (S20)', async () => {
  await transaction((tx) => enqueueMail(tx, { to: 'dora@example.com', message: RESET }, aContext()))
  const row = await (await database()).outboxMail.findFirstOrThrow({ where: { recipient: 'dora@example.com' } })
  expect(JSON.parse(unseal(row.body ?? '', 'mail-message') ?? '')).toEqual({ ...RESET, locale: 'en' })
  expect(unseal(row.body ?? '', 'another-purpose')).toBeNull()

  const db = await database()
  const dump = JSON.stringify([await db.outboxMail.findMany(), await db.auditEvent.findMany()])
  expect(dump).toContain('dora@example.com')
  expect(dump).not.toContain('canary')
})

test.each([
  'a@example.com,b@evil.example',
  'a@example.com\r\nBcc: b@evil.example',
  'a@example.com\n',
  'no address',
  '',
])('a recipient that is not exactly one mailbox is refused (S58): %j', async (to) => {
  const writing = transaction((tx) => enqueueMail(tx, { to, message: RESET }, aContext()))
  await expect(writing).rejects.toThrow('exactly one mailbox')
  expect(await (await database()).outboxMail.count({ where: { recipient: to } })).toBe(0)
})
