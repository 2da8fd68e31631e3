import { consumeLoginAttempt, isAttemptAllowed, settleLoginSuccess } from '@/lib/rate-limit/login-limits'
import { verifyPassword } from './verify-password'

/** `locked`: too many tries lately, so this one counts as wrong whatever was typed. */
export type PasswordVerdict = { verdict: 'valid'; needsRehash: boolean; password: string } | { verdict: 'invalid' | 'locked' }

/**
 * Verifies a password within the limits on guessing: by origin, and by account wherever the guesses come from (S6, S7).
 *
 * Always takes the time of one hash, be the account unknown, the password wrong or the account locked. The try is
 * counted before, and whether it is allowed is found out while the hash is computed (S2, S9).
 *
 * @param accountKey whose tries are counted
 * @param mayTrim takes the password without spaces around it too, in the same try: the legacy API's services did. Which of the
 *   two was right, a valid verdict says
 * @param passwordHash null for an unknown account
 * @throws AppError `too_many_requests` by origin, `busy` when the hashing queue is full
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
    verifyFirst(mayTrim ? [password, password.trim()] : [password], passwordHash),
  ])
  if (!isCounted) return { verdict: 'locked' }
  if (!isValid) return { verdict: 'invalid' }
  await settleLoginSuccess({ accountKey, ip })
  return { verdict: 'valid', needsRehash, password: right }
}

/** The first of several ways to read a password that is right. An account that is unknown takes as long as one that is. */
async function verifyFirst(passwords: string[], passwordHash: string | null) {
  const [first = '', ...others] = new Set(passwords)
  let verified = { ...(await verifyPassword(first, passwordHash)), password: first }
  for (const other of others) if (!verified.isValid) verified = { ...(await verifyPassword(other, passwordHash)), password: other }
  return verified
}
