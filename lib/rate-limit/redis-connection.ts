import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { MINUTE, SECOND } from '@/lib/config/durations'
import { AppError } from '@/lib/errors/app-error'
import { logError } from '@/lib/log/log-error'
import { processSingleton } from '@/lib/process-singleton'

/** How long Redis may take, connecting included, before it counts as unavailable (S70). */
const TIMEOUT_MILLISECONDS = 2 * SECOND
const LONGEST_RECONNECT_PAUSE = SECOND
const RETRY_AFTER_SECONDS = 5

/** The process's one connection to the Redis of REDIS_URL. It connects again by itself, for ever. */
export function redisConnection(url: string): Redis {
  return processSingleton('redis', () => {
    const redis = new Redis(url, {
      connectTimeout: TIMEOUT_MILLISECONDS,
      // A connection that no answer comes from is given up for a new one.
      socketTimeout: TIMEOUT_MILLISECONDS,
      retryStrategy: (tries) => Math.min(tries * 100, LONGEST_RECONNECT_PAUSE),
      // What was answered with 503 must not be counted later, when Redis is back.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
    })
    // One listener for each request that waits for the connection.
    redis.setMaxListeners(0)
    redis.on('error', report)
    return redis
  })
}

/**
 * Runs a command when Redis is there. While it is unavailable nothing that is limited is done: counting elsewhere in
 * the meantime, or not at all, would give guesses a fresh budget at each outage.
 *
 * @throws AppError `database_unavailable` after two seconds at most
 */
export async function askRedis<T>(redis: Redis, command: () => Promise<T>): Promise<T> {
  const late = new AbortController()
  const tooLate = sleep(TIMEOUT_MILLISECONDS, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new Error('Redis does not answer.')
  })
  const answer = async () => {
    if (redis.status !== 'ready') await once(redis, 'ready')
    return command()
  }
  try {
    return await Promise.race([answer(), tooLate])
  } catch (error) {
    // A Redis that answers but refuses, such as a full one or a replica, emits no error of its own.
    report(error)
    throw new AppError('database_unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
  } finally {
    tooLate.catch(() => {})
    late.abort()
  }
}

let silentUntil = 0

/** Logs at most once a minute that Redis is unavailable. */
function report(error: unknown) {
  if (Date.now() < silentUntil) return
  silentUntil = Date.now() + MINUTE
  logError('Redis is unavailable; limited requests are refused until it answers', error)
}
