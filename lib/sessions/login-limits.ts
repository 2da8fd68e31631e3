import { HOUR, MINUTE } from '@/lib/config/durations'
import { countAct, currentCount, giveBack, resetCount } from '@/lib/rate-limit/limiter'
import { RATE_LIMIT_POLICIES } from '@/lib/rate-limit/policies'

const MAX_DELAY = HOUR
/** 2^6 minutes exceed an hour: beyond this level the delay grows no more. */
const MAX_LEVEL = 6

/**
 * Counts a try at an account's password, before its verdict is known, so that parallel guesses cannot pass together.
 *
 * After ten failures on an account, from wherever, one try counts after a minute, the next after two, four and so on up to
 * an hour. A refused try neither counts as a failure nor prolongs the wait.
 *
 * @param accountKey the user's id, or the name as typed where there is no such user: both are limited alike
 * @returns whether the verdict on this try may be used
 */
export async function countLoginTry(accountKey: string): Promise<boolean> {
  const { isAllowed, count } = await countAct('login-failure:account', accountKey)
  const isLastFreeTry = count === RATE_LIMIT_POLICIES['login-failure:account'].limit
  if (isAllowed && !isLastFreeTry) return true

  const level = Math.min(await currentCount('login-delay-level:account', accountKey), MAX_LEVEL)
  const gate = await countAct('login-delay:account', accountKey, Math.min(2 ** level * MINUTE, MAX_DELAY))
  if (gate.isAllowed) await countAct('login-delay-level:account', accountKey)
  return gate.isAllowed
}

/** Forgets an account's failures after the right password, and takes this try off the origin's count. */
export async function settleLoginSuccess({ accountKey, ip }: { accountKey: string; ip: string }): Promise<void> {
  await giveBack('login-failure:origin', ip)
  await forgetLoginFailures(accountKey)
}

/** Ends an account's delay, as a reset of its password does. */
export async function forgetLoginFailures(accountKey: string): Promise<void> {
  await resetCount('login-failure:account', accountKey)
  await resetCount('login-delay:account', accountKey)
  await resetCount('login-delay-level:account', accountKey)
}
