import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { countedKeys } from '@/lib/testing/counted-keys'
import { addMilliseconds, DAY, HOUR, MINUTE, SECOND } from '@/lib/config/durations'
import { reserveMailSlot, reserveMailSlotNow } from './reserve-mail-slot'

const NOW = new Date('2026-11-22T12:00:00.000Z')
const later = (milliseconds: number) => addMilliseconds(NOW, milliseconds)
const anEmail = () => `${randomUUID()}@example.com`
const times = <T>(count: number, call: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => call(index)))

test('the first mail may leave now, the next ones a minute apart each (S12)', async () => {
  const turn = { kind: 'verification', email: anEmail(), now: NOW } as const
  expect(await reserveMailSlot(turn)).toEqual(NOW)
  expect(await reserveMailSlot(turn)).toEqual(later(MINUTE))
  expect(await reserveMailSlot({ ...turn, now: later(30 * SECOND) })).toEqual(later(2 * MINUTE))
  expect(await reserveMailSlot({ ...turn, now: later(HOUR) })).toEqual(later(HOUR))
})

test('thirty turns taken at once are ten different minutes, and then none (S12)', async () => {
  const turn = { kind: 'verification', email: anEmail(), now: NOW } as const
  const turns = await times(30, () => reserveMailSlot(turn))
  const instants = turns.flatMap((instant) => instant ?? []).map((instant) => instant.getTime())
  expect(instants.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 10 }, (_, index) => later(index * MINUTE).getTime()),
  )
  expect(turns.filter((instant) => instant === null)).toHaveLength(20)
})

test('of thirty requests at once one may mail now (S12)', async () => {
  const turn = { kind: 'reset', email: anEmail(), now: NOW } as const
  expect((await times(30, () => reserveMailSlotNow(turn))).filter(Boolean)).toHaveLength(1)
})

test('a request may mail again when a minute is over, not sooner (S12)', async () => {
  const turn = { kind: 'reset', email: anEmail(), now: NOW } as const
  expect(await reserveMailSlotNow(turn)).toBe(true)
  expect(await reserveMailSlotNow({ ...turn, now: later(MINUTE - 1) })).toBe(false)
  expect(await reserveMailSlotNow({ ...turn, now: later(MINUTE) })).toBe(true)
})

test('a request does not overtake emails that wait for their turn (S12)', async () => {
  const turn = { kind: 'verification', email: anEmail(), now: NOW } as const
  await times(3, () => reserveMailSlot(turn))
  expect(await reserveMailSlotNow({ ...turn, now: later(2 * MINUTE) })).toBe(false)
  expect(await reserveMailSlotNow({ ...turn, now: later(3 * MINUTE) })).toBe(true)
})

test('the turns of a day are used up by both ways together, and come back after 24 hours (S12)', async () => {
  const turn = { kind: 'verification', email: anEmail() } as const
  for (let hour = 0; hour < 10; hour++) {
    const now = later(hour * HOUR)
    expect(hour % 2 ? await reserveMailSlotNow({ ...turn, now }) : await reserveMailSlot({ ...turn, now })).toBeTruthy()
  }
  expect(await reserveMailSlotNow({ ...turn, now: later(11 * HOUR) })).toBe(false)
  expect(await reserveMailSlot({ ...turn, now: later(DAY - 1) })).toBeNull()
  const fresh = await times(30, () => reserveMailSlot({ ...turn, now: later(DAY) }))
  expect(fresh.filter(Boolean)).toHaveLength(10)
})

test('kinds and addresses do not share turns, spellings of one address do', async () => {
  const email = anEmail()
  expect(await reserveMailSlotNow({ kind: 'reset', email, now: NOW })).toBe(true)
  expect(await reserveMailSlotNow({ kind: 'verification', email, now: NOW })).toBe(true)
  expect(await reserveMailSlotNow({ kind: 'reset', email: anEmail(), now: NOW })).toBe(true)
  expect(await reserveMailSlotNow({ kind: 'reset', email: email.toUpperCase(), now: NOW })).toBe(false)
})

test('what is counted holds no address', async () => {
  const email = anEmail()
  await reserveMailSlot({ kind: 'reset', email, now: NOW })
  const keys = await countedKeys()
  expect(keys.length).toBeGreaterThan(0)
  expect(keys.filter((key) => key.includes('@') || key.includes(email.slice(0, 8)))).toEqual([])
})
