import { expect, test } from 'vitest'
import { addMilliseconds, DAY, HOUR, MINUTE, SECOND } from '@/lib/config/durations'
import { nextAttemptAt } from './next-attempt-at'

const NOW = new Date('2026-11-22T12:00:00.000Z')
const delayOf = (attempts: number, reason: 'later' | 'unavailable' = 'later') =>
  (nextAttemptAt({ reason, attempts, createdAt: NOW, now: NOW })?.getTime() ?? NaN) - NOW.getTime()

test.each([
  [1, 10 * SECOND],
  [2, 20 * SECOND],
  [4, 80 * SECOND],
  [8, 15 * MINUTE],
  [2000, 15 * MINUTE],
])('after attempt %i the delay is about %i ms, never the same twice', (attempts, delay) => {
  const delays = Array.from({ length: 50 }, () => delayOf(attempts))
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(0.75 * delay)
  expect(Math.max(...delays)).toBeLessThanOrEqual(1.25 * delay)
  expect(new Set(delays).size).toBeGreaterThan(40)
})

test('a server that is not there is asked again within a minute or so, however long it has been away', () => {
  expect(delayOf(20, 'unavailable')).toBeLessThanOrEqual(75 * SECOND)
})

test('the last attempt is 48 hours after the email was written, and then it is given up', () => {
  const lastAttempt = addMilliseconds(NOW, 2 * DAY)
  const at = (now: Date) => nextAttemptAt({ reason: 'later', attempts: 50, createdAt: NOW, now })
  expect(at(addMilliseconds(lastAttempt, -HOUR))?.getTime()).toBeLessThan(lastAttempt.getTime())
  expect(at(addMilliseconds(lastAttempt, -SECOND))).toEqual(lastAttempt)
  expect(at(lastAttempt)).toBeNull()
})
