import { addMilliseconds, DAY, MINUTE, SECOND } from '@/lib/config/durations'

const FIRST_DELAY = 10 * SECOND
const GIVE_UP_AFTER = 2 * DAY

/** The longest delay between attempts, by what went wrong: the server postpones the email, or cannot be reached. */
const LONGEST_DELAY = { later: 15 * MINUTE, unavailable: MINUTE } as const

type FailedAttempt = {
  reason: keyof typeof LONGEST_DELAY
  /** How many there were. */
  attempts: number
  createdAt: Date
  now: Date
}

/**
 * When to try an email again: delays double from ten seconds on and vary by a quarter, so that emails that failed
 * together do not all come back together. The last attempt is 48 hours after the email was written.
 *
 * @returns null if that was the last attempt
 */
export function nextAttemptAt({ reason, attempts, createdAt, now }: FailedAttempt): Date | null {
  const lastAttempt = addMilliseconds(createdAt, GIVE_UP_AFTER)
  if (now >= lastAttempt) return null
  const delay = Math.min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY[reason])
  const next = addMilliseconds(now, delay * (0.75 + Math.random() / 2))
  return next < lastAttempt ? next : lastAttempt
}
