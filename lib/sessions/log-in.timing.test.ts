import { beforeAll, describe, expect, it } from 'vitest'
import { auc } from '@/lib/testing/auc'
import { aContext, aUser, aUsername } from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { logIn } from './log-in'

const WRONG = 'not-the-password-1'
const SAMPLES = 200
/** An AUC of 0.45 to 0.55. */
const ALLOWED = 0.05
/** Two standard errors of the AUC of two samples of 200 that do not differ: √((2·200 + 1) / (12·200²)) = 0.029. */
const SAMPLING_ERROR = 0.058

const tryTo = (identifier: string) =>
  logIn({ identifier, password: WRONG }, aContext({ client: 'api' })).catch(() => {})

async function millisecondsOf(identifier: string): Promise<number> {
  const start = performance.now()
  await tryTo(identifier)
  return performance.now() - start
}

describe('the time of a refused login (S2)', () => {
  const times = {
    wrong: [] as number[],
    unknown: [] as number[],
    disabled: [] as number[],
    unproven: [] as number[],
    locked: [] as number[],
  }

  beforeAll(async () => {
    withConfig({ PASSWORD_HASH_COST: '7' })
    // Fewer tries an account than lock it.
    const accounts = Math.ceil(SAMPLES / 8)
    const several = <T>(make: () => Promise<T>) => Promise.all(Array.from({ length: accounts }, make))
    const [known, disabled, unproven] = [
      await several(() => aUser()),
      await several(() => aUser({ disabledAt: new Date() })),
      await several(() => aUser({ emailVerified: null })),
    ]
    const locked = await aUser()
    for (let tries = 0; tries < 12; tries++) await tryTo(locked.username)
    for (let warmUp = 0; warmUp < 10; warmUp++) await tryTo(aUsername())

    const nameOf = {
      wrong: (nth: number) => known[nth % accounts]?.username ?? '',
      unknown: () => aUsername(),
      disabled: (nth: number) => disabled[nth % accounts]?.username ?? '',
      unproven: (nth: number) => unproven[nth % accounts]?.username ?? '',
      locked: () => locked.username,
    }
    const kinds = Object.keys(times) as (keyof typeof times)[]
    for (let nth = 0; nth < SAMPLES; nth++) {
      // In an order that is new every time, so that whatever else the machine does falls on all alike.
      for (const kind of kinds.toSorted(() => Math.random() - 0.5))
        times[kind].push(await millisecondsOf(nameOf[kind](nth)))
    }
  }, 120_000)

  it.each(['unknown', 'disabled', 'unproven', 'locked'] as const)('does not tell %s from a wrong password', (kind) => {
    const separation = auc(times.wrong, times[kind])
    expect(Math.abs(separation - 0.5)).toBeLessThan(ALLOWED + SAMPLING_ERROR)
  })
})
