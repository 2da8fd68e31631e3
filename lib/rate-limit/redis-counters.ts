import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Counter, CounterStore } from '@/lib/db/counters/counter-store'
import { askRedis } from './redis-connection'

const PREFIX = 'vestibule:'

/** A script, and what Redis knows it by once it has seen it. */
const script = (text: string) => ({ text, hash: createHash('sha1').update(text).digest('hex') })

/** Of each key come limit and window in milliseconds. Nothing comes between, as Redis runs a script at once. */
const COUNT = script(`
  local counted = {}
  for i, key in ipairs(KEYS) do
    local points = redis.call('INCR', key)
    local left = redis.call('PTTL', key)
    if left < 0 then
      left = tonumber(ARGV[2 * i])
      redis.call('PEXPIRE', key, left)
    end
    counted[#counted + 1] = points
    counted[#counted + 1] = left
    if points > tonumber(ARGV[2 * i - 1]) then break end
  end
  return counted
`)

/** The last value says how many of the keys, from the first, get one back; the others are forgotten. */
const SETTLE = script(`
  for i, key in ipairs(KEYS) do
    if i > tonumber(ARGV[1]) then
      redis.call('DEL', key)
    elseif tonumber(redis.call('GET', key) or 0) > 0 then
      redis.call('DECR', key)
    end
  end
`)

/** Counts in Redis: all of one act in one round trip. */
export function redisCounters(redis: Redis): CounterStore {
  const run = ({ text, hash }: { text: string; hash: string }, keys: string[], values: number[]) =>
    askRedis(redis, async () => {
      const rest = [keys.length, ...keys.map((key) => PREFIX + key), ...values] as const
      try {
        return await redis.evalsha(hash, ...rest)
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error
        return redis.eval(text, ...rest)
      }
    })

  return {
    count: async (acts, now) => {
      const values = acts.flatMap(({ limit, windowMilliseconds }) => [limit, windowMilliseconds])
      const counted = (await run(
        COUNT,
        acts.map(({ key }) => key),
        values,
      )) as number[]
      return acts.flatMap((_, index): Counter[] => {
        const [points, left] = [counted[2 * index], counted[2 * index + 1]]
        return points === undefined || left === undefined ? [] : [{ points, expire: new Date(now.getTime() + left) }]
      })
    },
    settle: async ({ refund, forget }) => {
      await run(SETTLE, [...refund, ...forget], [refund.length])
    },
    current: async (key) => Number((await askRedis(redis, () => redis.get(PREFIX + key))) ?? 0),
  }
}
