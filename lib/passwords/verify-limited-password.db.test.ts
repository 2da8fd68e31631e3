import { randomUUID } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { processSingleton } from '@/lib/process-singleton'
import { aUser, GOOD_PASSWORD } from '@/lib/testing/operation-fixtures'
import { hashPassword } from './hash-password'
import { verifyLimitedPassword } from './verify-limited-password'
import type { WorkerPool } from './worker-pool'

const WITH_SPACES = ` ${GOOD_PASSWORD} `

it.each([
  ['valid as sent', WITH_SPACES, 'valid'],
  ['valid without them', GOOD_PASSWORD, 'valid'],
  ['wrong', 'another-password-81', 'invalid'],
])('hashes both forms of a password with surrounding spaces: %s (S2)', async (_case, password, verdict) => {
  const { id } = await aUser()
  const passwordHash = await hashPassword(password)
  // The process's own: its class may be another copy of the module than the one imported here.
  const pool = processSingleton<WorkerPool>('hash-pool', () => expect.unreachable())
  const run = vi.spyOn(pool, 'run')
  try {
    const attempt = {
      accountKey: id,
      ip: `192.0.2.${Number.parseInt(randomUUID().slice(0, 2), 16)}`,
      passwordHash,
      mayTrim: true,
    }
    expect(await verifyLimitedPassword({ ...attempt, password: WITH_SPACES })).toMatchObject({ verdict })
    expect(run).toHaveBeenCalledTimes(2)
  } finally {
    run.mockRestore()
  }
})
