import { HOUR, MINUTE } from '@/lib/config/durations'
import { countAct, countActs, currentCount, settleCounts, type CountKey, type RateLimitResult } from '@/lib/rate-limit/limiter'
import { RATE_LIMIT_POLICIES } from '@/lib/rate-limit/policies'

const MAX_DELAY = HOUR
/** 2^6 minutes exceed an hour: beyond this level the delay grows no more. */
const MAX_LEVEL = 6

/**
 * Counts a try at an account's password for its origin and for the account, before its verdict is known, so that parallel
 * guesses cannot pass together. One that the origin's limit refuses is not counted for the account, or strangers could go on
 * locking it.
 *
 * @param accountKey the user's id, or the name as typed where there is no such user: both are limited alike
 * @returns where the account stands: see {@link isTryAllowed}
 * @throws AppError `too_many_requests` by origin
 */
export async function countLoginTry({ accountKey, ip }: { accountKey: string; ip: string }): Promise<RateLimitResult> {
  return countActs(['login-failure:origin', ip], ['login-failure:account', accountKey])
}

/**
 * Whether the verdict on a counted try may be used.
 *
 * After ten failures on an account, from wherever, one try counts after a minute, the next after two, four and so on up to
 * an hour. A refused try neither counts as a failure nor prolongs the wait.
 *
 * @param standing what {@link countLoginTry} returned
 */
export async function isTryAllowed(accountKey: string, { isAllowed, count }: RateLimitResult): Promise<boolean> {
  const isLastFreeTry = count === RATE_LIMIT_POLICIES['login-failure:account'].limit
  if (isAllowed && !isLastFreeTry) return true

  const level = Math.min(await currentCount('login-delay-level:account', accountKey), MAX_LEVEL)
  const gate = await countAct('login-delay:account', accountKey, Math.min(2 ** level * MINUTE, MAX_DELAY))
  if (gate.isAllowed) await countAct('login-delay-level:account', accountKey)
  return gate.isAllowed
}

/** Forgets an account's failures after the right password, and takes this try off the origin's count. */
export async function settleLoginSuccess({ accountKey, ip }: { accountKey: string; ip: string }): Promise<void> {
  await settleCounts({ giveBack: [['login-failure:origin', ip]], forget: countsOf(accountKey) })
}

/** Ends an account's delay, as a reset of its password does. */
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
