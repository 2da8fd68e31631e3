import { consumeLoginAttempt, isAttemptAllowed, settleLoginSuccess } from '@/lib/rate-limit/login-limits'
import { verifyPassword } from './verify-password'

/** `locked`: too many recent attempts, so this one counts as wrong whatever the password. */
export type PasswordVerdict =
  | { verdict: 'valid'; needsRehash: boolean; password: string }
  | { verdict: 'invalid' | 'locked' }

/**
 * Verifies a password within the limits on guessing: per IP address, and per account from any IP address (S6, S7).
 *
 * Takes the same time whether the account is unknown, the password is wrong or the account is locked. The attempt is
 * consumed first, and checked against the limit while the hash is computed (S2, S9).
 *
 * @param accountKey whose attempts are counted
 * @param mayTrim also accepts the password without surrounding spaces, in the same attempt, as the legacy API's
 *   services did. A `valid` verdict contains the accepted form
 * @param passwordHash null for an unknown account
 * @throws AppError `too_many_requests` for the IP address, `busy` when the hashing queue is full
 */
export async function verifyLimitedPassword({
  accountKey,
  ip,
  password,
  passwordHash,
  mayTrim = false,
}: {
  accountKey: string
  ip: string
  password: string
  passwordHash: string | null
  mayTrim?: boolean
}): Promise<PasswordVerdict> {
  const standing = await consumeLoginAttempt({ accountKey, ip })
  const [isCounted, { isValid, needsRehash, password: right }] = await Promise.all([
    isAttemptAllowed(accountKey, standing),
    verifyEach(mayTrim ? [password, password.trim()] : [password], passwordHash),
  ])
  if (!isCounted) return { verdict: 'locked' }
  if (!isValid) return { verdict: 'invalid' }
  await settleLoginSuccess({ accountKey, ip })
  return { verdict: 'valid', needsRehash, password: right }
}

/**
 * The first of several readings of a password that is valid. All are hashed even if the first is valid: the time would
 * tell, of a locked account too, that a guess was right (S1, S2).
 */
async function verifyEach(passwords: string[], passwordHash: string | null) {
  const readings = [...new Set(passwords)]
  const verified = await Promise.all(
    readings.map(async (password) => ({ ...(await verifyPassword(password, passwordHash)), password })),
  )
  return verified.find(({ isValid }) => isValid) ?? { isValid: false, needsRehash: false, password: readings[0] ?? '' }
}
