import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { addMilliseconds, HOUR, MINUTE } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { ROOT } from './support/root.mjs'

function mailsFailed(...given: string[]) {
  const command = ['--import', 'tsx', 'scripts/mails-failed.ts', ...given]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

const now = new Date()
const ago = (milliseconds: number) => addMilliseconds(now, -milliseconds)

async function aMail(
  recipient: string,
  row: { status?: string; attempts?: number; createdAt?: Date; nextAttemptAt?: Date; lastError?: string } = {},
) {
  const createdAt = row.createdAt ?? now
  const data = {
    kind: 'password-reset',
    recipient,
    body: 'a-canary-text',
    messageId: randomUUID(),
    nextAttemptAt: createdAt,
    ...row,
    createdAt,
  }
  await (await database()).outboxMail.create({ data })
}

describe('npm run emails:failed', () => {
  beforeEach(async () => {
    await (await database()).outboxMail.deleteMany()
  })

  it('lists emails that failed and those that wait for long, and no others (S71)', async () => {
    const refused = { status: 'failed', attempts: 1, lastError: '550 No such user' }
    await aMail('gone@example.com', { ...refused, createdAt: ago(2 * HOUR) })
    await aMail('later@example.com', {
      attempts: 7,
      createdAt: ago(HOUR),
      nextAttemptAt: addMilliseconds(now, MINUTE),
      lastError: '451 Come back',
    })
    await aMail('untried@example.com', { createdAt: ago(20 * MINUTE) })
    await aMail('fresh@example.com', { createdAt: ago(MINUTE) })
    await aMail('turn@example.com', { createdAt: ago(20 * MINUTE), nextAttemptAt: addMilliseconds(now, HOUR) })
    await aMail('there@example.com', { status: 'delivered', attempts: 2, createdAt: ago(HOUR) })

    const { status, output } = mailsFailed()
    expect(output.split('\n')).toEqual([
      '1 given up in the last 30 days',
      `  ${ago(2 * HOUR).toISOString()}  1 try  password-reset  gone@example.com  550 No such user`,
      '2 waiting for longer than ten minutes',
      `  ${ago(HOUR).toISOString()}  7 tries  password-reset  later@example.com  451 Come back`,
      `  ${ago(20 * MINUTE).toISOString()}  0 tries  password-reset  untried@example.com  not tried yet`,
      '',
    ])
    expect(status).toBe(0)
  })

  it('says how many there are if it does not list all', async () => {
    const rows = Array.from({ length: 103 }, (_, nth) => ({
      kind: 'password-reset',
      recipient: `user${nth}@example.com`,
      messageId: randomUUID(),
      status: 'failed',
      nextAttemptAt: ago(nth * MINUTE),
      createdAt: ago(nth * MINUTE),
    }))
    await (await database()).outboxMail.createMany({ data: rows })
    const { output } = mailsFailed()
    expect(output).toContain('103 given up in the last 30 days, of which 100, the last first\n')
    expect(output).toContain('user99@')
    expect(output).not.toContain('user100@')
    expect(output).toContain('0 waiting for longer than ten minutes\n')
  })

  it('takes no options', () => {
    expect(mailsFailed('--all')).toMatchObject({ status: 1, output: expect.stringContaining('There are no options') })
  })
})
