import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { lockWaiter } from './lock-waiter'

const LOCKED = new Error('locked')

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'], now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Finds the file locked, every 100 ms for so long; whether the patience is over at the end. */
function findLocked(waiter: ReturnType<typeof lockWaiter>, milliseconds: number): boolean {
  for (let waited = 0; ; waited += 100) {
    try {
      waiter.requirePatience(LOCKED)
    } catch {
      return true
    }
    if (waited >= milliseconds) return false
    vi.advanceTimersByTime(100)
  }
}

it('is patient for a second and a half with a lock that stays (S70)', () => {
  const waiter = lockWaiter()
  expect(findLocked(waiter, 1400)).toBe(false)
  waiter.requireHope()
  vi.advanceTimersByTime(100)
  expect(findLocked(waiter, 0)).toBe(true)
})

it('then refuses without a try, each of which holds up the event loop, but for one in 100 ms', () => {
  const waiter = lockWaiter()
  expect(findLocked(waiter, 1500)).toBe(true)
  for (let count = 0; count < 300; count++) expect(() => waiter.requireHope()).toThrow(LOCKED)
  vi.advanceTimersByTime(99)
  expect(() => waiter.requireHope()).toThrow(LOCKED)
  vi.advanceTimersByTime(1)
  waiter.requireHope()
  // That one finds the lock still there: the next 100 ms begin.
  expect(() => waiter.requirePatience(LOCKED)).toThrow(LOCKED)
  expect(() => waiter.requireHope()).toThrow(LOCKED)
})

it('is patient again once a try has succeeded, and after half a second in which nobody tried', () => {
  for (const recover of [
    (waiter: ReturnType<typeof lockWaiter>) => waiter.forget(),
    () => void vi.advanceTimersByTime(501),
  ]) {
    const waiter = lockWaiter()
    expect(findLocked(waiter, 1500)).toBe(true)
    recover(waiter)
    waiter.requireHope()
    expect(findLocked(waiter, 1400)).toBe(false)
  }
})
