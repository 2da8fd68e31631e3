import { createHash } from 'node:crypto'
import { RateLimiterPrisma, RateLimiterRedis, type RateLimiterRes, type RateLimiterStoreAbstract } from 'rate-limiter-flexible'
import { config } from '@/lib/config/config'
import { SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { retryConflicts } from '@/lib/db/retry-conflicts'
import { AppError } from '@/lib/errors/app-error'
import { countRefusal } from '@/lib/metrics/count-refusal'
import { processSingleton } from '@/lib/process-singleton'
import { originOf } from './origin-of'
import { RATE_LIMIT_POLICIES, type RateLimitPolicy } from './policies'
import { askRedis, redisConnection } from './redis-connection'

/*
 * Counts stand in the database, or in Redis where REDIS_URL names one: right for all processes and machines either way.
 * What is limited is refused with `database_unavailable` while their place is away.
 */

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
  const options = windowMilliseconds === undefined ? {} : { customDuration: windowMilliseconds / SECOND }
  try {
    return resultOf(true, await ask(policy, (limiter) => limiter.consume(storedKey(policy, key), 1, options)))
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal
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
  await ask(policy, (limiter) => limiter.reward(storedKey(policy, key), 1))
}

/** Forgets all that was counted for a key. */
export async function resetCount(policy: RateLimitPolicy, key: string): Promise<void> {
  await ask(policy, (limiter) => limiter.delete(storedKey(policy, key)))
}

/** How many acts are counted for a key now. */
export async function currentCount(policy: RateLimitPolicy, key: string): Promise<number> {
  return (await ask(policy, (limiter) => limiter.get(storedKey(policy, key))))?.consumedPoints ?? 0
}

async function ask<T>(policy: RateLimitPolicy, question: (limiter: RateLimiterStoreAbstract) => Promise<T>): Promise<T> {
  const limiter = await limiterOf(policy)
  const { redisUrl } = config()
  // Where a database has no upsert of its own (MySQL), two that count a key for the first time both try to make its row.
  if (!redisUrl) return retryConflicts(() => question(limiter), isUniqueViolation)
  return askRedis(redisConnection(redisUrl), () => question(limiter), isRefusal)
}

function limiterOf(policy: RateLimitPolicy): Promise<RateLimiterStoreAbstract> {
  return processSingleton(`rate-limit.${policy}`, async () => {
    const { limit, window } = RATE_LIMIT_POLICIES[policy]
    const { redisUrl } = config()
    const options = { points: limit, duration: window / SECOND }
    if (redisUrl) return new RateLimiterRedis({ ...options, storeClient: redisConnection(redisUrl), keyPrefix: `vestibule:${policy}` })
    return new RateLimiterPrisma({
      ...options,
      storeClient: await database(),
      tableName: 'rateLimit',
      keyPrefix: policy,
      clearExpiredByTimeout: false,
    })
  })
}

/**
 * Not told by its class: a bundler makes a copy of the library for pages and one for programs, and the limiter, of which
 * there is one, throws that of whoever used it first.
 */
function isRefusal(thrown: unknown): thrown is RateLimiterRes {
  return !(thrown instanceof Error)
}

/** Addresses of people are not left lying in a table of counters. */
function storedKey(policy: RateLimitPolicy, key: string): string {
  const counted = policy.endsWith(':origin') ? originOf(key) : key
  return createHash('sha256').update(counted).digest('base64url')
}

function resultOf(isAllowed: boolean, { consumedPoints, msBeforeNext }: RateLimiterRes): RateLimitResult {
  return { isAllowed, count: consumedPoints, retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / SECOND)) }
}
