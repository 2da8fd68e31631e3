import { Gauge, Registry } from 'prom-client'
import { config } from '@/lib/config/config'
import { askRedis, redisConnection } from '@/lib/rate-limit/redis-connection'

/**
 * Whether the Redis of REDIS_URL answers, in Prometheus' text format; empty if attempts are counted in the database.
 * While it is unavailable logins are refused, and nothing else reports that. Never throws, and takes two seconds at
 * most.
 */
export async function redisMetrics(): Promise<string> {
  const { redisUrl } = config()
  if (!redisUrl) return ''
  const redis = redisConnection(redisUrl)
  const isUp = await askRedis(redis, () => redis.ping()).then(
    () => true,
    () => false,
  )
  const registry = new Registry()
  new Gauge({ name: 'vestibule_redis_up', help: 'Whether Redis answers: 1 or 0.', registers: [registry] }).set(
    isUp ? 1 : 0,
  )
  return registry.metrics()
}
