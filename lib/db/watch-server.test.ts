import { setTimeout as sleep } from 'node:timers/promises'
import { DriverAdapterError } from '@prisma/driver-adapter-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { watchServer } from './watch-server'

/** A server that answers, or says nothing at all. */
let isFrozen = false
const never = new Promise<never>(() => {})
const probe = vi.fn<() => Promise<void>>(() => (isFrozen ? never : Promise.resolve()))
const renew = vi.fn<() => Promise<void>>(async () => {})
const ask = (): Promise<string> => (isFrozen ? never : Promise.resolve('answer'))
const UNAVAILABLE = { cause: { kind: 'DatabaseNotReachable' } }

beforeEach(() => {
  isFrozen = false
  vi.clearAllMocks()
})

it('gives up on a silent server, fails at once then, and goes on by itself when it is back (S70)', async () => {
  const guard = watchServer({ probe, renew })
  await expect(guard(ask)).resolves.toBe('answer')
  isFrozen = true
  await expect(guard(ask)).rejects.toMatchObject(UNAVAILABLE)
  // A call during the probe waits for its verdict.
  await expect(guard(ask)).rejects.toMatchObject(UNAVAILABLE)
  const call = vi.fn<typeof ask>(ask)
  await expect(guard(call)).rejects.toMatchObject(UNAVAILABLE)
  expect(call).not.toHaveBeenCalled()

  isFrozen = false
  renew.mockRejectedValueOnce(new Error('Away again'))
  await expect.poll(() => renew.mock.calls.length).toBe(2)
  await expect.poll(() => guard(ask).catch(() => 'none')).toBe('answer')
})

it('waits for a statement that is slow while the server answers others (S70)', async () => {
  const guard = watchServer({ probe, renew })
  const slow = guard(() => sleep(2500, 'late'))
  for (let turn = 0; turn < 5; turn++) {
    await sleep(500)
    await guard(ask)
  }
  await expect(slow).resolves.toBe('late')
  expect(probe).not.toHaveBeenCalled()
})

it('hands a late result to its cleanup, once', async () => {
  const guard = watchServer({ probe, renew })
  const discard = vi.fn<(late: string) => void>()
  await expect(guard(() => sleep(2000, 'late'), discard)).rejects.toMatchObject(UNAVAILABLE)
  expect(discard).not.toHaveBeenCalled()
  await expect.poll(() => discard.mock.calls).toEqual([['late']])
  expect(probe).toHaveBeenCalledOnce()
})

it('passes the failure of a statement on as it is', async () => {
  const guard = watchServer({ probe, renew })
  const failure = new DriverAdapterError({ kind: 'TransactionWriteConflict' })
  await expect(guard(() => Promise.reject(failure))).rejects.toBe(failure)
  expect(probe).not.toHaveBeenCalled()
})
