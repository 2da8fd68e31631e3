import { expect, test } from 'vitest'
import { database } from '@/lib/db/database'
import { deleteForgottenAvatars } from './delete-forgotten-avatars'

const hashOf = (nth: number) => String(nth).padStart(64, '0')

test('a run checks a limited number of avatars, from any start, and wraps around', async () => {
  const db = await database()
  const takenAt = new Date(0)
  const files = { pixels96: new Uint8Array(1), pixels256: new Uint8Array(1), pixels512: new Uint8Array(1), takenAt }
  await db.avatar.createMany({ data: Array.from({ length: 1203 }, (_, nth) => ({ hash: hashOf(nth), ...files })) })
  const left = async () =>
    (await db.avatar.findMany({ orderBy: { hash: 'asc' }, select: { hash: true } })).map(({ hash }) => Number(hash))

  expect(await deleteForgottenAvatars(new Date(), { from: hashOf(100), batches: 1 })).toBe(500)
  expect(await left()).toEqual([...range(0, 100), ...range(600, 1203)])
  // 500 and 103 from the start on, then those before it.
  expect(await deleteForgottenAvatars(new Date(), { from: hashOf(50), batches: 2 })).toBe(653)
  expect(await left()).toEqual(range(0, 50))
  expect(await deleteForgottenAvatars(new Date())).toBe(50)
  expect(await deleteForgottenAvatars(new Date())).toBe(0)
})

function range(first: number, end: number): number[] {
  return Array.from({ length: end - first }, (_, nth) => first + nth)
}
