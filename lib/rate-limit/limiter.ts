import { createHash } from 'node:crypto'
import { config } from '@/lib/config/config'
import { SECOND } from '@/lib/config/durations'
import type { Counter, CounterStore } from '@/lib/db/counters/counter-store'
import { counters } from '@/lib/db/counters/counters'
import { AppError } from '@/lib/errors/app-error'
import { countRefusal } from '@/lib/metrics/count-refusal'
import { clientNetwork } from './client-network'
import { RATE_LIMIT_POLICIES, type RateLimitPolicy } from './policies'
import { redisConnection } from './redis-connection'
import { redisCounters } from './redis-counters'

/*
 * Counts stand with the database, or in Redis where REDIS_URL names one: right for all processes and machines either
 * way. What is limited is refused with `database_unavailable` while their place is unavailable.
 */

/** What is counted: for one of the policies, and whose act it is. Keys are stored hashed. */
export type CountKey = [policy: RateLimitPolicy, key: string]

/** Where a key stands after an act was counted; `retryAfterSeconds` is to be believed where the act is not allowed. */
export type RateLimitResult = { isAllowed: boolean; count: number; retryAfterSeconds: number }

/**
 * Counts one act, before it is done, so that parallel acts cannot pass together. Outside any transaction: a rollback
 * must not erase the count.
 *
 * @param key whose act it is; stored hashed
 * @param windowMilliseconds instead of the policy's window
 */
export async function consume(
  policy: RateLimitPolicy,
  key: string,
  windowMilliseconds?: number,
): Promise<RateLimitResult> {
  const [result] = await count([[policy, key]], windowMilliseconds)
  // The first is always counted.
  return result as RateLimitResult
}

/**
 * Counts what one act counts as, at the cost of a single one: one after the other, as long as the one before is
 * allowed.
 *
 * @throws AppError `too_many_requests` with the seconds to wait, when a limit but the last is reached
 */
export async function consumeAll(...keys: CountKey[]): Promise<RateLimitResult> {
  const results = await count(keys)
  const last = results[keys.length - 1]
  if (!last) throw refusalOf(results.at(-1))
  return last
}

/** As {@link consume}. @throws AppError `too_many_requests` with the seconds to wait, when the limit is reached */
export async function requireUnderLimit(policy: RateLimitPolicy, key: string): Promise<void> {
  const result = await consume(policy, key)
  if (!result.isAllowed) throw refusalOf(result)
}

/**
 * Gives one counted act of some keys back, which turned out to be of no harm, and forgets all that was counted for
 * others.
 */
export async function settleCounts({
  refund = [],
  forget = [],
}: {
  refund?: CountKey[]
  forget?: CountKey[]
}): Promise<void> {
  await store().settle({ refund: refund.map(storedKey), forget: forget.map(storedKey) }, new Date())
}

/** Forgets all that was counted for a key. */
export async function resetCount(policy: RateLimitPolicy, key: string): Promise<void> {
  await settleCounts({ forget: [[policy, key]] })
}

/** How many acts are counted for a key now. */
export async function currentCount(policy: RateLimitPolicy, key: string): Promise<number> {
  return store().current(storedKey([policy, key]), new Date())
}

async function count(keys: CountKey[], windowMilliseconds?: number): Promise<RateLimitResult[]> {
  const now = new Date()
  const acts = keys.map(([policy, key]) => {
    const { limit, window } = RATE_LIMIT_POLICIES[policy]
    return { key: storedKey([policy, key]), limit, windowMilliseconds: windowMilliseconds ?? window }
  })
  const counted = await store().count(acts, now)
  return counted.map((counter, index) => {
    const isAllowed = counter.points <= (acts[index]?.limit ?? 0)
    const [policy] = keys[index] ?? []
    if (!isAllowed && policy) countRefusal(policy)
    return resultOf(isAllowed, counter)
  })
}

function store(): CounterStore {
  const { redisUrl } = config()
  return redisUrl ? redisCounters(redisConnection(redisUrl)) : counters()
}

function refusalOf(result: RateLimitResult | undefined): AppError {
  return new AppError('too_many_requests', { retryAfterSeconds: result?.retryAfterSeconds ?? 1 })
}

/** Addresses of people are not left lying among counters. */
function storedKey([policy, key]: CountKey): string {
  const counted = policy.endsWith(':ip') ? clientNetwork(key) : key
  return `${policy}:${createHash('sha256').update(counted).digest('base64url')}`
}

function resultOf(isAllowed: boolean, { points, expire }: Counter): RateLimitResult {
  // From now on: of parallel acts another may have begun the window.
  const left = expire.getTime() - Date.now()
  return { isAllowed, count: points, retryAfterSeconds: Math.max(1, Math.ceil(left / SECOND)) }
}
