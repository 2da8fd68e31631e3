import { HOUR, MINUTE } from '@/lib/config/durations'
import { consume, consumeAll, currentCount, settleCounts, type CountKey, type RateLimitResult } from './limiter'
import { RATE_LIMIT_POLICIES } from './policies'

const MAX_DELAY = HOUR
/** 2^6 minutes exceed the maximum of an hour. */
const MAX_LEVEL = 6

/**
 * Consumes a login attempt for the IP address and for the account, before the password is checked, so that parallel
 * guesses cannot pass together. An attempt that the IP limit refuses is not counted for the account, or strangers could
 * keep it locked.
 *
 * @param accountKey the user's id, or the identifier as typed if there is no such user: both have the same limit
 * @returns for {@link isAttemptAllowed}
 * @throws AppError `too_many_requests` for the IP address
 */
export async function consumeLoginAttempt({
  accountKey,
  ip,
}: {
  accountKey: string
  ip: string
}): Promise<RateLimitResult> {
  return consumeAll(['login-failure:ip', ip], ['login-failure:account', accountKey])
}

/**
 * Whether the result of a consumed attempt may be used.
 *
 * After ten failures on an account, from any IP address, one attempt is evaluated after a minute, the next after two,
 * four and so on, up to an hour. A refused attempt does not extend the
 * delay.
 *
 * @param result of {@link consumeLoginAttempt}
 */
export async function isAttemptAllowed(accountKey: string, { isAllowed, count }: RateLimitResult): Promise<boolean> {
  const isLastFreeAttempt = count === RATE_LIMIT_POLICIES['login-failure:account'].limit
  if (isAllowed && !isLastFreeAttempt) return true

  const level = Math.min(await currentCount('login-delay-level:account', accountKey), MAX_LEVEL)
  const gate = await consume('login-delay:account', accountKey, Math.min(2 ** level * MINUTE, MAX_DELAY))
  if (gate.isAllowed) await consume('login-delay-level:account', accountKey)
  return gate.isAllowed
}

/** Forgets an account's failures after a correct password, and refunds this attempt to the IP address. */
export async function settleLoginSuccess({ accountKey, ip }: { accountKey: string; ip: string }): Promise<void> {
  await settleCounts({ refund: [['login-failure:ip', ip]], forget: countsOf(accountKey) })
}

/** Ends an account's delay, as a password reset does. */
export async function forgetLoginFailures(accountKey: string): Promise<void> {
  await settleCounts({ forget: countsOf(accountKey) })
}

function countsOf(accountKey: string): CountKey[] {
  return [
    ['login-failure:account', accountKey],
    ['login-delay:account', accountKey],
    ['login-delay-level:account', accountKey],
  ]
}
