import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import { addMilliseconds, HOUR, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { databaseMetrics } from './database-metrics'

const now = new Date()
const ago = (milliseconds: number) => addMilliseconds(now, -milliseconds)

async function aMail(status: string, createdAt: Date, { nextAttemptAt = createdAt, attempts = 0 } = {}) {
  const data = {
    kind: 'password-reset',
    recipient: 'a@example.com',
    messageId: randomUUID(),
    status,
    createdAt,
    nextAttemptAt,
    attempts,
  }
  await (await database()).outboxMail.create({ data })
}

async function numbers(): Promise<Record<string, number>> {
  const lines = (await databaseMetrics(now)).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )
}

beforeEach(async () => {
  await (await database()).outboxMail.deleteMany()
})

it('says that there are none where there are none', async () => {
  await aMail('delivered', ago(HOUR))
  expect(await numbers()).toEqual({
    vestibule_database_up: 1,
    'vestibule_mails{status="pending"}': 0,
    'vestibule_mails{status="failed"}': 0,
    vestibule_mail_oldest_pending_age_seconds: 0,
  })
})

it('counts emails that wait and that were given up, and tells the age of the oldest that should have left', async () => {
  await aMail('delivered', ago(5 * HOUR))
  await aMail('failed', ago(4 * HOUR))
  // Waits for its turn, and was never due.
  await aMail('pending', ago(3 * HOUR), { nextAttemptAt: addMilliseconds(now, HOUR) })
  await aMail('pending', ago(20 * MINUTE), { nextAttemptAt: addMilliseconds(now, MINUTE), attempts: 3 })
  await aMail('pending', ago(10 * MINUTE))
  expect(await numbers()).toMatchObject({
    'vestibule_mails{status="pending"}': 3,
    'vestibule_mails{status="failed"}': 1,
    vestibule_mail_oldest_pending_age_seconds: 20 * 60,
  })
})
