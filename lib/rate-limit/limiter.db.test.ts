import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { countedKeys } from '@/lib/testing/counted-keys'
import { startRedis } from '@/lib/testing/redis-server'
import { startProcesses } from '@/lib/testing/start-processes'
import { withConfig } from '@/lib/testing/with-config'
import { DAY, MINUTE, SECOND } from '@/lib/config/durations'
import { findRedis } from '../../scripts/install/find-redis.mjs'
import { consume, consumeAll, currentCount, requireUnderLimit, resetCount, settleCounts } from './limiter'
import { RATE_LIMIT_POLICIES } from './policies'

const POLICY = 'login-failure:account'
const { limit } = RATE_LIMIT_POLICIES[POLICY]
const singletons = globalThis as Record<symbol, unknown>

/** Counts from here on where the settings say, as a process does that starts with them. */
function countIn(settings: Record<string, string>) {
  ;(singletons[Symbol.for('vestibule.redis')] as Redis | undefined)?.disconnect()
  delete singletons[Symbol.for('vestibule.redis')]
  withConfig(settings)
}

function counting() {
  it('allows as many acts as the limit, however parallel they are, and tells how long to wait (S9)', async () => {
    const key = randomUUID()
    const results = await Promise.all(Array.from({ length: 50 }, () => consume(POLICY, key)))
    expect(results.filter(({ isAllowed }) => isAllowed)).toHaveLength(limit)
    expect(results.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
    for (const { retryAfterSeconds } of results) {
      expect(retryAfterSeconds).toBeGreaterThan((DAY - MINUTE) / SECOND)
      expect(retryAfterSeconds).toBeLessThanOrEqual(DAY / SECOND)
    }
    await expect(requireUnderLimit(POLICY, key)).rejects.toMatchObject({ code: 'too_many_requests' })
  })

  it('holds the limit between processes (S6, S9)', { timeout: 60_000 }, async () => {
    const processes = await startProcesses(2)
    try {
      const { results, failures } = await processes.tell({ operation: 'consume', argument: randomUUID(), times: 20 })
      expect(failures).toEqual([])
      expect(results).toHaveLength(40)
      expect(results.filter((isAllowed) => isAllowed === 'true')).toHaveLength(limit)
    } finally {
      await processes.stop()
    }
  })

  it('keeps what was counted when the processes that counted are killed (S9)', { timeout: 60_000 }, async () => {
    const key = randomUUID()
    const processes = await startProcesses(2)
    await processes.tell({ operation: 'consume', argument: key, times: 3 })
    await processes.stop('SIGKILL')
    expect(await currentCount(POLICY, key)).toBe(6)
  })

  it('counts keys and policies apart', async () => {
    const key = randomUUID()
    await consume(POLICY, key)
    expect(await currentCount(POLICY, key)).toBe(1)
    expect(await currentCount(POLICY, randomUUID())).toBe(0)
    expect(await currentCount('export:account', key)).toBe(0)
  })

  it('counts one IPv6 network of 64 bits as one origin, and a key of another kind as it is (S8)', async () => {
    const group = () => Math.floor(Math.random() * 0xff_ff).toString(16)
    const network = `2001:db8:${group()}:${group()}`
    for (const address of ['::1', ':1:2:3:4', '::ffff']) await consume('registration:ip', `${network}${address}`)
    expect(await currentCount('registration:ip', `${network}::9`)).toBe(3)
    await consume('export:account', `${network}::1`)
    expect(await currentCount('export:account', `${network}::2`)).toBe(0)
  })

  it('gives an act back, and forgets a key', async () => {
    const key = randomUUID()
    for (let act = 0; act < 3; act++) await consume(POLICY, key)
    await settleCounts({ refund: [[POLICY, key]] })
    expect(await currentCount(POLICY, key)).toBe(2)
    await resetCount(POLICY, key)
    expect(await currentCount(POLICY, key)).toBe(0)
    await settleCounts({ refund: [[POLICY, key]] })
    expect(await currentCount(POLICY, key)).toBe(0)
  })

  it('counts what one act counts as until a limit is reached, and nothing behind it (S6, S7)', async () => {
    const [origin, account] = [randomUUID(), randomUUID()]
    const act = () => consumeAll(['export:account', origin], [POLICY, account])
    const results = await Promise.allSettled(Array.from({ length: 20 }, act))
    const counts = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.count] : []))
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, index) => index + 1))
    await expect(act()).rejects.toMatchObject({ code: 'too_many_requests' })
    expect([await currentCount('export:account', origin), await currentCount(POLICY, account)]).toEqual([21, 10])
  })

  it('begins a new window when the one before is over', async () => {
    const key = randomUUID()
    expect(await consume('login-delay:account', key, 1)).toMatchObject({ isAllowed: true })
    await expect.poll(() => currentCount('login-delay:account', key)).toBe(0)
    expect(await consume('login-delay:account', key, MINUTE)).toEqual({
      isAllowed: true,
      count: 1,
      retryAfterSeconds: 60,
    })
  })

  it("takes a window of the caller's choice, as the growing delay does", async () => {
    const key = randomUUID()
    expect(await consume('login-delay:account', key, 4 * MINUTE)).toEqual({
      isAllowed: true,
      count: 1,
      retryAfterSeconds: 240,
    })
    expect(await consume('login-delay:account', key, 8 * MINUTE)).toMatchObject({
      isAllowed: false,
      retryAfterSeconds: 240,
    })
  })
}

describe('limits counted in the database', () => {
  counting()
})

// Where Redis counts, no database does: once, on SQLite.
describe.skipIf(!findRedis() || process.env.TEST_DATABASE_URL)('limits counted in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => {
    countIn({})
    await redis.stop()
  })
  afterEach(() => redis.thaw())
  beforeAll(() => countIn({ REDIS_URL: redis.url }))

  counting()

  it('leave no row in the database, and no address of a person in Redis', async () => {
    const rows = await countedKeys()
    const key = `${randomUUID()}@example.com`
    await consume(POLICY, key)
    expect(await countedKeys()).toEqual(rows)
    const connection = singletons[Symbol.for('vestibule.redis')] as Redis
    const keys = await connection.keys('*')
    expect(keys.length).toBeGreaterThan(0)
    for (const found of keys) expect(found).toMatch(/^vestibule:[a-z:-]+:[\w-]{43}$/)
    for (const found of keys) expect(await connection.ttl(found)).toBeGreaterThan(0)
  })

  it('refuse while Redis is frozen, within three seconds, and count on by themselves when it is back (S70)', async () => {
    const key = randomUUID()
    await consume(POLICY, key)
    redis.freeze()
    await expectRefusal(key)
    await expectRefusal(key)
    redis.thaw()
    await expect.poll(() => currentCount(POLICY, key).catch(() => 0), { timeout: 10_000 }).toBeGreaterThan(0)
  })

  it('refuse while Redis is down, within three seconds, and count on by themselves when it is back (S70)', async () => {
    const key = randomUUID()
    await consume(POLICY, key)
    await redis.stop()
    await expectRefusal(key)
    await expectRefusal(key)
    redis = await startRedis(redis.port)
    await expect
      .poll(() => consume(POLICY, key).catch(() => null), { timeout: 10_000 })
      .toMatchObject({ isAllowed: true })
  })

  it('refuse in a process that starts while Redis is down, and count when it comes (S70)', async () => {
    await redis.stop()
    countIn({ REDIS_URL: redis.url })
    const key = randomUUID()
    await expectRefusal(key)
    redis = await startRedis(redis.port)
    await expect.poll(() => consume(POLICY, key).catch(() => null), { timeout: 10_000 }).toMatchObject({ count: 1 })
  })
})

async function expectRefusal(key: string) {
  const start = performance.now()
  await expect(consume(POLICY, key)).rejects.toMatchObject({ code: 'database_unavailable', status: 503 })
  expect(performance.now() - start).toBeLessThan(3000)
}
