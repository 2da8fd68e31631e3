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

/** What is counted: the policy, and the key of the caller. Keys are stored hashed. */
export type CountKey = [policy: RateLimitPolicy, key: string]

/** The state of a key after an attempt was consumed; `retryAfterSeconds` counts if the attempt is not allowed. */
export type RateLimitResult = { isAllowed: boolean; count: number; retryAfterSeconds: number }

/**
 * Consumes one attempt before it is made, so that parallel attempts cannot pass together. Outside any transaction: a
 * rollback must not erase the count.
 *
 * @param key of the caller; stored hashed
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
 * Consumes one attempt of several policies at the cost of a single one: in order, as long as the one before is allowed.
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

/** Refunds one attempt of some keys, which turned out to be harmless, and resets the counts of others. */
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

/** Keys are hashed, so that no email address is among the counters. */
function storedKey([policy, key]: CountKey): string {
  const counted = policy.endsWith(':ip') ? clientNetwork(key) : key
  return `${policy}:${createHash('sha256').update(counted).digest('base64url')}`
}

function resultOf(isAllowed: boolean, { points, expire }: Counter): RateLimitResult {
  // From now on: of parallel acts another may have begun the window.
  const left = expire.getTime() - Date.now()
  return { isAllowed, count: points, retryAfterSeconds: Math.max(1, Math.ceil(left / SECOND)) }
}
