import { describe, expect, it } from 'vitest'
import { auc } from '@/lib/testing/auc'
import { config } from '@/lib/config/config'
import { hashPassword } from './hash-password'
import { hashPool } from './hash-pool'
import { loadBcrypt } from './load-bcrypt.mjs'
import { verifyPassword } from './verify-password'

const PASSWORD = 'Grüße an die Köchin 🔑'
const PBKDF2 = 'pbkdf2_sha256$1000$seasalt$lI0/j+UsLNA0qKRlTZJOnsV4Rldi/7gf5DQmYT1OtvQ='

describe('verifyPassword', () => {
  it('accepts the right password and no other', async () => {
    const passwordHash = await hashPassword(PASSWORD)
    expect(await verifyPassword(PASSWORD, passwordHash)).toEqual({ isValid: true, needsRehash: false })
    expect(await verifyPassword('another', passwordHash)).toEqual({ isValid: false, needsRehash: false })
  })

  it('asks for a new hash when the kept one has another form', async () => {
    expect(await verifyPassword(PASSWORD, PBKDF2)).toEqual({ isValid: true, needsRehash: true })
    expect(await verifyPassword('another', PBKDF2)).toEqual({ isValid: false, needsRehash: false })
    const plainBcrypt = '$2y$04$abcdefghijklmnopqrstuuwvg1yJa54uA7Mfn27KMSy8Qo4ZZ4C7i'
    expect(await verifyPassword(PASSWORD, plainBcrypt)).toEqual({ isValid: true, needsRehash: true })
  })

  it.each([
    ['imported', (password: string) => bareBcrypt(password)],
    ['ours, from before', (password: string) => hashPool().hash(password, config().passwordHashCost)],
  ])(
    'takes a password as it was sent where its hash is of that form (%s), and asks for a new hash',
    async (_, hashOf) => {
      const decomposed = PASSWORD.normalize('NFD')
      expect(await verifyPassword(decomposed, await hashOf(decomposed))).toEqual({ isValid: true, needsRehash: true })
      expect(await verifyPassword(`${decomposed}!`, await hashOf(decomposed))).toEqual({
        isValid: false,
        needsRehash: false,
      })
    },
  )

  it('asks for a new hash when the kept one is cheaper than configured, not when it is dearer', async () => {
    const { passwordHashCost } = config()
    const dearer = await hashPool().hash(PASSWORD, passwordHashCost + 1)
    expect(await verifyPassword(PASSWORD, dearer)).toEqual({ isValid: true, needsRehash: false })
    config().passwordHashCost = passwordHashCost + 2
    try {
      expect(await verifyPassword(PASSWORD, dearer)).toEqual({ isValid: true, needsRehash: true })
    } finally {
      config().passwordHashCost = passwordHashCost
    }
  })

  it.each([null, '', '!', 'unknown$scheme', 'bcrypt_sha256$$2b$31$nonsense', `${PBKDF2}$`])(
    'refuses every password when there is no usable hash (%s)',
    async (passwordHash) => {
      for (const password of [PASSWORD, '', '!']) {
        expect(await verifyPassword(password, passwordHash)).toEqual({ isValid: false, needsRehash: false })
      }
    },
  )

  it.each([
    ['an unknown account', null],
    ['an account without a usable hash', '!not-usable'],
  ])('takes as long for %s as for a wrong password (S2)', async (_, unusableHash) => {
    const knownHash = await hashPassword(PASSWORD)
    const area = await areaOf(
      () => verifyPassword('a wrong password', knownHash),
      () => verifyPassword('a wrong password', unusableHash),
    )
    expect(area).toBeGreaterThan(0.45)
    expect(area).toBeLessThan(0.55)
  })

  it.each([
    ['right', PASSWORD],
    ['right as it was sent', PASSWORD.normalize('NFD')],
  ])(
    'takes as long for a decomposed password that is %s as for a wrong one: a locked name is answered alike (S1)',
    async (_, set) => {
      const [rightHash, otherHash] = [
        await hashPool().hash(set, config().passwordHashCost),
        await hashPassword('another'),
      ]
      const sent = PASSWORD.normalize('NFD')
      const area = await areaOf(
        () => verifyPassword(sent, rightHash),
        () => verifyPassword(sent, otherHash),
      )
      expect(area).toBeGreaterThan(0.45)
      expect(area).toBeLessThan(0.55)
    },
  )
})

/** How well the times of two acts tell them apart. */
async function areaOf(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<number> {
  const timeOf = async (act: () => Promise<unknown>) => {
    const start = performance.now()
    await act()
    return performance.now() - start
  }
  for (let count = 0; count < 50; count++) await timeOf(count % 2 ? one : other)

  const [ones, others]: [number[], number[]] = [[], []]
  // With this many pairs the area of two equal classes strays from 0.5 by 0.013 (one standard deviation) at most.
  // What slows the machine down slows both of a pair, and their random order keeps step with nothing periodic.
  for (let pair = 0; pair < 1000; pair++) {
    const isOneFirst = Math.random() < 0.5
    if (isOneFirst) ones.push(await timeOf(one))
    others.push(await timeOf(other))
    if (!isOneFirst) ones.push(await timeOf(one))
  }
  return auc(ones, others)
}

/** As services keep it that know neither Django's forms nor ours. */
async function bareBcrypt(password: string): Promise<string> {
  return (await loadBcrypt()).hash(password, 4)
}
