import { expect, test } from 'vitest'
import { Prisma } from '@/prisma/generated/sqlite/client.ts'
import { inBatches } from './in-batches'

/** So many rows, of which a batch takes the first. */
function rows(count: number) {
  const all = Array.from({ length: count }, (_, nth) => nth)
  const sizes: number[] = []
  const find = async () => all.slice(0, 10)
  const remove = async (some: number[]) => {
    sizes.push(some.length)
    return { count: all.splice(0, some.length).length }
  }
  return { all, sizes, batches: { size: 10, find, remove } }
}

test('no batch is larger than its size, and all rows go', async () => {
  const { all, sizes, batches } = rows(25)
  expect(await inBatches(batches)).toBe(25)
  expect([sizes, all]).toEqual([[10, 10, 5], []])
})

test('a run ends after 200 batches; the next goes on', async () => {
  const { all, sizes, batches } = rows(2500)
  expect(await inBatches(batches)).toBe(2000)
  expect([sizes.length, all.length]).toEqual([200, 500])
  expect(await inBatches(batches)).toBe(500)
})

test('what another process at the same rows broke off is tried again', async () => {
  const { all, batches } = rows(5)
  let tries = 0
  const remove = async (some: number[]) => {
    if (++tries === 1) throw new Prisma.PrismaClientKnownRequestError('deadlock', { code: 'P2034', clientVersion: '' })
    return batches.remove(some)
  }
  expect(await inBatches({ ...batches, remove })).toBe(5)
  expect([tries, all]).toEqual([2, []])
})

test('any other failure ends the run', async () => {
  const remove = () => Promise.reject(new Error('disk full'))
  await expect(inBatches({ ...rows(5).batches, remove })).rejects.toThrow('disk full')
})
