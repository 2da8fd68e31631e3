import { beforeEach, expect, test } from 'vitest'
import { aContext } from '@/lib/testing/operation-fixtures'
import { sendMailsTo } from '@/lib/testing/smtp-server'
import { withConfig } from '@/lib/testing/with-config'
import { addMilliseconds, MINUTE, SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { deliverDueMails } from './deliver-due-mails'
import { enqueueMail } from './enqueue-mail'
import { listMailbox } from './list-mailbox'
import { readMailboxMail } from './read-mailbox-mail'

const START = new Date('2026-11-22T12:00:00.000Z')

beforeEach(async () => {
  withConfig({})
  await (await database()).outboxMail.deleteMany()
})

async function enqueue(to: string, secondsLater: number, notBefore?: Date) {
  const url = `http://localhost:3000/reset-password?token=token-of-${to.split('@')[0]}`
  const ctx = aContext({ now: addMilliseconds(START, secondsLater * SECOND) })
  const message = { kind: 'password-reset', url, username: 'ada', linkMinutes: 60 } as const
  await transaction((tx) => enqueueMail(tx, { to, message, notBefore }, ctx))
}

test('the inbox shows delivered emails as their readers see them, the newest first', async () => {
  await enqueue('ada@example.com', 0)
  await enqueue('bob@example.com', 1)
  await enqueue('carol@example.com', 2)
  await enqueue('waiting@example.com', 3, addMilliseconds(START, 9 * MINUTE))
  expect(await listMailbox({ limit: 10 })).toEqual([])
  expect(await deliverDueMails(addMilliseconds(START, MINUTE))).toBe(3)

  const mails = await listMailbox({ limit: 2 })
  expect(mails.map(({ to }) => to)).toEqual(['carol@example.com', 'bob@example.com'])
  expect(mails[0]).toMatchObject({ subject: 'Reset your password', createdAt: addMilliseconds(START, 2 * SECOND) })
  expect(mails[0]?.html).toContain('href="http://localhost:3000/reset-password?token=token-of-carol"')
  expect(mails[0]?.text).toContain('http://localhost:3000/reset-password?token=token-of-carol')
})

test('one email can be read by its id, an unknown or undelivered one is not found', async () => {
  await enqueue('ada@example.com', 0)
  const { id } = await (await database()).outboxMail.findFirstOrThrow()
  await expect(readMailboxMail({ id })).rejects.toMatchObject({ code: 'not_found' })
  await deliverDueMails(START)
  expect(await readMailboxMail({ id })).toMatchObject({ id, to: 'ada@example.com', subject: 'Reset your password' })
  await expect(readMailboxMail({ id: 'unknown' })).rejects.toMatchObject({ code: 'not_found' })
})

test('emails of the inbox are sealed in the database (S20)', async () => {
  await enqueue('ada@example.com', 0)
  await deliverDueMails(START)
  const row = await (await database()).outboxMail.findFirstOrThrow()
  expect(row.status).toBe('delivered')
  expect(JSON.stringify(row)).not.toMatch(/token-of-ada|Reset your password/)
})

test('there is no inbox when emails go to a mail server', async () => {
  await enqueue('ada@example.com', 0)
  await deliverDueMails(START)
  const { id } = await (await database()).outboxMail.findFirstOrThrow()
  sendMailsTo('smtp://127.0.0.1:1')
  await expect(listMailbox({ limit: 10 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(readMailboxMail({ id })).rejects.toMatchObject({ code: 'not_found' })
})
