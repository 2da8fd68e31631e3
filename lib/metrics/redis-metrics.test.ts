import type { Redis } from 'ioredis'
import { afterAll, expect, it } from 'vitest'
import { startRedis } from '@/lib/testing/redis-server'
import { withConfig } from '@/lib/testing/with-config'
import { findRedis } from '../../scripts/install/find-redis.mjs'
import { redisMetrics } from './redis-metrics'

const singletons = globalThis as Record<symbol, unknown>
afterAll(() => (singletons[Symbol.for('vestibule.redis')] as Redis | undefined)?.disconnect())

it('says nothing without REDIS_URL', async () => {
  withConfig({})
  expect(await redisMetrics()).toBe('')
})

it.skipIf(!findRedis())('tells an alarm that Redis does not answer, and when it does again (S70)', async () => {
  const redis = await startRedis()
  try {
    withConfig({ REDIS_URL: redis.url })
    const isUp = async () => /^vestibule_redis_up (\d)$/m.exec(await redisMetrics())?.[1]
    expect(await isUp()).toBe('1')
    redis.freeze()
    const start = performance.now()
    expect(await isUp()).toBe('0')
    expect(performance.now() - start).toBeLessThan(3000)
    redis.thaw()
    await expect.poll(isUp, { timeout: 10_000 }).toBe('1')
  } finally {
    await redis.stop()
  }
})
