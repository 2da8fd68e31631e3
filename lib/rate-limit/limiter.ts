import { createHash } from 'node:crypto'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { retryConflicts } from '@/lib/db/retry-conflicts'
import { AppError } from '@/lib/errors/app-error'
import { countRefusal } from '@/lib/metrics/count-refusal'
import { processSingleton } from '@/lib/process-singleton'
import { RATE_LIMIT_POLICIES, type RateLimitPolicy } from './policies'

/** Where a key stands after an act was counted. */
export type RateLimitResult = { isAllowed: boolean; count: number; retryAfterSeconds: number }

/**
 * Counts one act, before it is done, so that parallel acts cannot pass together. Outside any transaction: a rollback
 * must not erase the count.
 *
 * @param key whose act it is; stored hashed
 * @param windowMilliseconds instead of the policy's window
 */
export async function countAct(policy: RateLimitPolicy, key: string, windowMilliseconds?: number): Promise<RateLimitResult> {
  const limiter = await limiterOf(policy)
  const options = windowMilliseconds === undefined ? {} : { customDuration: windowMilliseconds / SECOND }
  try {
    return resultOf(true, await counting(() => limiter.consume(hashed(key), 1, options)))
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    countRefusal(policy)
    return resultOf(false, refusal)
  }
}

/** As {@link countAct}. @throws AppError `too_many_requests` with the seconds to wait, when the limit is reached */
export async function requireUnderLimit(policy: RateLimitPolicy, key: string): Promise<void> {
  const { isAllowed, retryAfterSeconds } = await countAct(policy, key)
  if (!isAllowed) throw new AppError('too_many_requests', { retryAfterSeconds })
}

/** Gives one counted act back: it turned out to be of no harm. */
export async function giveBack(policy: RateLimitPolicy, key: string): Promise<void> {
  const limiter = await limiterOf(policy)
  await counting(() => limiter.reward(hashed(key), 1))
}

/** Forgets all that was counted for a key. */
export async function resetCount(policy: RateLimitPolicy, key: string): Promise<void> {
  const limiter = await limiterOf(policy)
  await counting(() => limiter.delete(hashed(key)))
}

/** How many acts are counted for a key now. */
export async function currentCount(policy: RateLimitPolicy, key: string): Promise<number> {
  return (await (await limiterOf(policy)).get(hashed(key)))?.consumedPoints ?? 0
}

/** Where a database has no upsert of its own (MySQL), two that count a key for the first time both try to make its row. */
function counting<T>(work: () => Promise<T>): Promise<T> {
  return retryConflicts(work, isUniqueViolation)
}

function limiterOf(policy: RateLimitPolicy): Promise<RateLimiterPrisma> {
  return processSingleton(`rate-limit.${policy}`, async () => {
    const { limit, window } = RATE_LIMIT_POLICIES[policy]
    return new RateLimiterPrisma({
      storeClient: await database(),
      tableName: 'rateLimit',
      keyPrefix: policy,
      points: limit,
      duration: window / SECOND,
      clearExpiredByTimeout: false,
    })
  })
}

/** Addresses of people are not left lying in a table of counters. */
function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

function resultOf(isAllowed: boolean, { consumedPoints, msBeforeNext }: RateLimiterRes): RateLimitResult {
  return { isAllowed, count: consumedPoints, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / SECOND)) }
}
