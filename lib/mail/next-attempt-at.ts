import { addMilliseconds, DAY, MINUTE, SECOND } from '@/lib/config/durations'

const FIRST_DELAY = 10 * SECOND
const GIVE_UP_AFTER = 2 * DAY

/**
 * The longest delay between tries, by what went wrong: a mail that the server puts off, or a server that is not
 * there.
 */
const LONGEST_DELAY = { later: 15 * MINUTE, unavailable: MINUTE } as const

type FailedAttempt = {
  reason: keyof typeof LONGEST_DELAY
  /** How many there were. */
  attempts: number
  createdAt: Date
  now: Date
}

/**
 * When to try a mail again: delays double from ten seconds on and vary by a quarter, so that mails that failed
 * together do not all come back together. The last try is 48 hours after the mail was written.
 *
 * @returns null when that was it
 */
export function nextAttemptAt({ reason, attempts, createdAt, now }: FailedAttempt): Date | null {
  const lastAttempt = addMilliseconds(createdAt, GIVE_UP_AFTER)
  if (now >= lastAttempt) return null
  const delay = Math.min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY[reason])
  const next = addMilliseconds(now, delay * (0.75 + Math.random() / 2))
  return next < lastAttempt ? next : lastAttempt
}
