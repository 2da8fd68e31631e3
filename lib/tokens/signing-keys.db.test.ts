import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IS_REPEATED } from '@/lib/testing/is-long'
import { startProcesses } from '@/lib/testing/start-processes'
import { withConfig } from '@/lib/testing/with-config'
import { aContext } from '@/lib/testing/operation-fixtures'
import { addMilliseconds, DAY, MINUTE, SECOND } from '@/lib/config/durations'
import { database } from '@/lib/db/database'
import { jwks } from './jwks'
import { rotateSigningKey } from './rotate-signing-key'
import {
  currentSigningKey,
  forgetSigningKeys,
  liveSigningKeys,
  requireReadableSigningKey,
  verificationKey,
} from './signing-keys'

const CACHE = Symbol.for('vestibule.signing-keys')

beforeEach(async () => {
  await (await database()).signingKey.deleteMany()
  forgetEverything()
})
afterEach(() => withConfig({}))

describe('the first signing key', () => {
  it('is made once, by however many first uses at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => currentSigningKey(new Date())))
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(1)
    expect(await (await database()).signingKey.count()).toBe(1)
  })

  it('is made once, by several processes that start at once', { timeout: 60_000 }, async () => {
    const processes = await startProcesses(3)
    try {
      const { results, failures } = await processes.tell({ operation: 'signingKey', argument: '', times: 3 })
      expect(failures).toEqual([])
      expect(results).toHaveLength(9)
      expect(new Set(results).size).toBe(1)
    } finally {
      await processes.stop()
    }
    expect(await (await database()).signingKey.count()).toBe(1)
  })

  it('is made when the key set is asked for first', async () => {
    const { keys } = await jwks(new Date())
    expect(keys).toHaveLength(1)
    expect(keys[0]).toMatchObject({
      kty: 'EC',
      crv: 'P-256',
      alg: 'ES256',
      use: 'sig',
      kid: (await currentSigningKey(new Date())).kid,
    })
  })
})

describe('a signing key', () => {
  it('stands in the key set by its public half alone', async () => {
    const { keys } = await jwks(new Date())
    expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
  })

  it('is not readable in the database (S20)', async () => {
    const { privateKey } = await currentSigningKey(new Date())
    const { d } = privateKey.export({ format: 'jwk' })
    const row = await (await database()).signingKey.findFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(d)
    expect(JSON.stringify(row)).not.toContain('"d"')
  })

  it('that was sealed with another AUTH_SECRET gives one clear error, with the way out, and rotating helps', async () => {
    await currentSigningKey(new Date())
    withConfig({ AUTH_SECRET: 'another secret, as after a lost one: long enough' })
    forgetEverything()
    const wayOut = /another AUTH_SECRET.*npm run keys:rotate/
    await expect(requireReadableSigningKey(new Date())).rejects.toThrow(wayOut)
    await expect(currentSigningKey(new Date())).rejects.toThrow(wayOut)

    const { kid } = await rotateSigningKey(aContext())
    await requireReadableSigningKey(new Date())
    expect((await currentSigningKey(new Date())).kid).toBe(kid)
  })

  it('need not exist when a process starts', async () => {
    await requireReadableSigningKey(new Date())
    expect(await (await database()).signingKey.count()).toBe(0)
  })
})

describe('rotateSigningKey', () => {
  it('publishes the new key ten minutes before it signs, and the old one until its last token has expired (S43)', async () => {
    const now = new Date()
    const { kid: old } = await currentSigningKey(now)
    const { kid: rotated, signsAt } = await rotateSigningKey(aContext({ now }))
    expect((await jwks(now)).keys.map(({ kid }) => kid)).toEqual([rotated, old])
    // The key set may be kept for five minutes, and a process reads the keys again after one.
    expect(signsAt).toEqual(addMilliseconds(now, 10 * MINUTE))
    expect((await currentSigningKey(addMilliseconds(signsAt, -SECOND))).kid).toBe(old)
    expect((await currentSigningKey(signsAt)).kid).toBe(rotated)

    // A refresh token lives 30 days, and one could be signed by another process for another minute.
    const lastUse = addMilliseconds(signsAt, 30 * DAY + MINUTE)
    expect(await verificationKey(old, lastUse)).not.toBeNull()
    const over = addMilliseconds(signsAt, 30 * DAY + 10 * MINUTE)
    expect(await verificationKey(old, over)).toBeNull()
    expect((await jwks(over)).keys.map(({ kid }) => kid)).toEqual([rotated])
  })

  it('lets every key have its time when it runs again soon', async () => {
    const now = new Date()
    const at = (minutes: number) => addMilliseconds(now, minutes * MINUTE)
    const { kid: first } = await currentSigningKey(now)
    const { kid: second } = await rotateSigningKey(aContext({ now }))
    const { kid: third } = await rotateSigningKey(aContext({ now: at(4) }))
    const signers = [0, 9, 11, 13, 15].map(async (minutes) => (await currentSigningKey(at(minutes))).kid)
    expect(await Promise.all(signers)).toEqual([first, first, second, second, third])
  })

  it('revokes every older key at once, and signs with the new one', async () => {
    const now = new Date()
    const { kid: leaked } = await currentSigningKey(now)
    const { kid: waiting } = await rotateSigningKey(aContext({ now }))
    const { kid, signsAt } = await rotateSigningKey(aContext({ now }), { isRevoked: true })
    expect(signsAt).toEqual(now)
    expect((await currentSigningKey(now)).kid).toBe(kid)
    expect((await jwks(now)).keys.map((key) => key.kid)).toEqual([kid])
    for (const old of [leaked, waiting]) expect(await verificationKey(old, now)).toBeNull()
    expect(await (await database()).auditEvent.count({ where: { type: 'signing_key.revoked' } })).toBe(1)
  })

  it.skipIf(IS_REPEATED)('revokes in other processes within a minute (S33)', { timeout: 60_000 }, async () => {
    const now = new Date()
    const { kid: leaked } = await currentSigningKey(now)
    const processes = await startProcesses(2)
    const known = async (after: number) => {
      const argument = JSON.stringify({ kid: leaked, now: addMilliseconds(now, after) })
      return (await processes.tell({ operation: 'knowsKey', argument, times: 1 })).results
    }
    try {
      expect(await known(0)).toEqual(['true', 'true'])
      await rotateSigningKey(aContext({ now }), { isRevoked: true })
      expect(await known(MINUTE + SECOND)).toEqual(['false', 'false'])
    } finally {
      await processes.stop()
    }
  })

  it('leaves one current key when it runs several times at once', async () => {
    await currentSigningKey(new Date())
    await Promise.all([1, 2, 3].map(() => rotateSigningKey(aContext())))
    const rows = await (await database()).signingKey.findMany({ orderBy: { generation: 'asc' } })
    expect(rows.map(({ generation }) => generation)).toEqual([1, 2, 3, 4])
    expect(rows.filter(({ retiredAt }) => retiredAt === null)).toHaveLength(1)
  })

  it('makes the first key where there is none', async () => {
    const { kid } = await rotateSigningKey(aContext())
    expect((await currentSigningKey(new Date())).kid).toBe(kid)
  })

  it('is noticed by other processes: by verifiers when they meet the new key, and by signers in time', async () => {
    const now = new Date()
    await currentSigningKey(now)
    const before = { ...cache() }
    const { kid: rotated, signsAt } = await rotateSigningKey(aContext({ now }))
    // As a process stands that has read the keys before.
    Object.assign(cache(), before)
    expect(await verificationKey(rotated, addMilliseconds(now, 2 * SECOND))).not.toBeNull()
    Object.assign(cache(), before)
    expect((await currentSigningKey(signsAt)).kid).toBe(rotated)
  })
})

describe('verificationKey', () => {
  it('does not ask the database for each unknown kid', async () => {
    const now = new Date()
    await currentSigningKey(now)
    const find = vi.spyOn((await database()).signingKey, 'findMany')
    const later = addMilliseconds(now, 10 * SECOND)
    for (let nth = 0; nth < 50; nth++) expect(await verificationKey(`unknown-${nth}`, later)).toBeNull()
    expect(find.mock.calls.length).toBeLessThanOrEqual(1)
    find.mockRestore()
  })

  it('knows no key by the names that every object has', async () => {
    await currentSigningKey(new Date())
    for (const kid of ['__proto__', 'constructor', 'toString', ''])
      expect(await verificationKey(kid, new Date())).toBeNull()
  })
})

it('lists no live key whose time is over', async () => {
  const now = new Date()
  await currentSigningKey(now)
  await rotateSigningKey(aContext({ now }))
  expect(await liveSigningKeys(now)).toHaveLength(2)
  expect(await liveSigningKeys(addMilliseconds(now, 31 * DAY))).toHaveLength(1)
})

type Cache = { keys: unknown[]; readAt: number; privateKeys: Map<string, unknown> }

function cache() {
  return (globalThis as unknown as Record<symbol, Cache>)[CACHE] as Cache
}

/** As a process that has just started. */
function forgetEverything() {
  forgetSigningKeys()
  cache()?.privateKeys.clear()
}
