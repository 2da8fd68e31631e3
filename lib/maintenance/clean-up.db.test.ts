import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { countedKeys } from '@/lib/testing/counted-keys'
import { aContext, aUser, aUsername, anActor, GOOD_PASSWORD } from '@/lib/testing/operation-fixtures'
import { withConfig } from '@/lib/testing/with-config'
import { register } from '@/lib/registration/register'
import { addMilliseconds, DAY, MINUTE } from '@/lib/config/durations'
import { counters } from '@/lib/db/counters/counters'
import { database } from '@/lib/db/database'
import { requestPasswordReset } from '@/lib/passwords/request-password-reset'
import { cleanUp } from './clean-up'

describe('cleanUp', () => {
  it('forgets events of the audit log that are older than AUDIT_RETENTION, and none with forever', async () => {
    const db = await database()
    const now = new Date()
    const [user, other] = [await aUser(), await aUser()]
    const anEvent = (userId: string, days: number) => ({
      type: 'login.succeeded',
      userId,
      ip: '192.0.2.1',
      userAgent: '',
      requestId: randomUUID(),
      detail: '{}',
      createdAt: addMilliseconds(now, -days * DAY),
    })
    const many = Array.from({ length: 700 }, () => anEvent(other.id, 400))
    await db.auditEvent.createMany({
      data: [...[1, 89, 91, 364, 366, 4000].map((days) => anEvent(user.id, days)), ...many],
    })
    const daysLeft = async () => {
      const rows = await db.auditEvent.findMany({
        where: { userId: user.id },
        orderBy: { createdAt: 'desc' },
        select: { createdAt: true },
      })
      return rows.map(({ createdAt }) => (now.getTime() - createdAt.getTime()) / DAY)
    }
    try {
      withConfig({ AUDIT_RETENTION: 'forever' })
      await cleanUp(now)
      expect(await daysLeft()).toEqual([1, 89, 91, 364, 366, 4000])
      withConfig({})
      await cleanUp(now)
      expect(await daysLeft()).toEqual([1, 89, 91, 364])
      expect(await db.auditEvent.count({ where: { userId: other.id } })).toBe(0)
      withConfig({ AUDIT_RETENTION: '90d' })
      await cleanUp(now)
      expect(await daysLeft()).toEqual([1, 89])
    } finally {
      withConfig({})
      await db.user.deleteMany({ where: { id: { in: [user.id, other.id] } } })
    }
  })

  it('removes what has expired and leaves what lives', async () => {
    const db = await database()
    const start = new Date()
    const ctx = aContext({ now: start })
    const [leaving, staying] = [await aUser({ deletionDueAt: addMilliseconds(start, 14 * DAY) }), await aUser()]
    await anActor(staying, 'browser', ctx)
    await anActor(staying, 'api', ctx)
    await register({ username: aUsername(), email: `${aUsername()}@example.com`, password: GOOD_PASSWORD }, ctx)
    await requestPasswordReset({ email: staying.email }, ctx)

    await cleanUp(addMilliseconds(start, MINUTE))
    expect([
      await db.session.count(),
      await db.registration.count(),
      await db.oneTimeToken.count(),
      await db.user.count(),
    ]).toEqual([2, 1, 1, 2])

    await cleanUp(addMilliseconds(start, 8 * DAY))
    expect(await db.session.count()).toBe(2)
    expect([
      await db.registration.count(),
      await db.oneTimeToken.count(),
      await db.rateLimit.count(),
      await db.user.count(),
    ]).toEqual([0, 0, 0, 2])

    await cleanUp(addMilliseconds(start, 31 * DAY))
    expect(await db.session.count()).toBe(0)
    expect(await db.user.findMany({ select: { id: true } })).toEqual([{ id: staying.id }])
    expect(await db.auditEvent.count({ where: { type: 'account.deleted', userId: leaving.id } })).toBe(1)
  })

  it('removes counts that count no more, wherever they stand', async () => {
    const key = `gone-${randomUUID()}`
    await counters().count([{ key, limit: 1, windowMilliseconds: MINUTE }], new Date())
    await cleanUp(new Date())
    expect(await countedKeys()).toContain(key)
    await cleanUp(addMilliseconds(new Date(), 2 * MINUTE))
    expect(await countedKeys()).not.toContain(key)
  })

  it('goes through more than one batch, of accounts too', async () => {
    const db = await database()
    const expire = new Date(0)
    await db.rateLimit.createMany({
      data: Array.from({ length: 1203 }, (_, nth) => ({ key: `old-${nth}`, points: 1, expire })),
    })
    await db.user.createMany({ data: Array.from({ length: 103 }, () => aLeaver(expire)) })
    expect(await cleanUp(new Date())).toBeGreaterThanOrEqual(1306)
    expect(await db.rateLimit.count({ where: { key: { startsWith: 'old-' } } })).toBe(0)
    expect(await db.user.count({ where: { deletionDueAt: expire } })).toBe(0)
  })

  it('is done once by several at once, none of which fails', async () => {
    const db = await database()
    const [now, expire] = [new Date(), new Date(0)]
    const { id: userId } = await aUser()
    const session = { userId, kind: 'api', ip: '', userAgent: '', lastSeenAt: expire, expiresAt: expire }
    await cleanUp(now)
    await db.session.createMany({ data: Array.from({ length: 1203 }, () => session) })
    await db.rateLimit.createMany({
      data: Array.from({ length: 1203 }, (_, nth) => ({ key: `old-${nth}`, points: 1, expire })),
    })
    await db.user.createMany({ data: Array.from({ length: 60 }, () => aLeaver(expire)) })
    const removed = await Promise.all([1, 2, 3, 4].map(() => cleanUp(now)))
    expect(removed.reduce((sum, count) => sum + count, 0)).toBe(2 * 1203 + 60)
    expect([
      await db.session.count({ where: { userId } }),
      await db.user.count({ where: { deletionDueAt: expire } }),
    ]).toEqual([0, 0])
  })

  it('takes the picture of a deleted account along at once, unless someone else has it too', async () => {
    const db = await database()
    const files = {
      pixels96: new Uint8Array(1),
      pixels256: new Uint8Array(1),
      pixels512: new Uint8Array(1),
      takenAt: new Date(),
    }
    await db.avatar.createMany({ data: ['a', 'b'].map((letter) => ({ hash: letter.repeat(64), ...files })) })
    await aUser({ avatarHash: 'a'.repeat(64), deletionDueAt: new Date(0) })
    await aUser({ avatarHash: 'b'.repeat(64), deletionDueAt: new Date(0) })
    await aUser({ avatarHash: 'b'.repeat(64) })
    await cleanUp(new Date())
    const hash = { in: ['a'.repeat(64), 'b'.repeat(64)] }
    expect(await db.avatar.findMany({ where: { hash }, select: { hash: true } })).toEqual([{ hash: 'b'.repeat(64) }])
  })

  it('finds the pictures that nobody has among many, and leaves those that someone has', async () => {
    const db = await database()
    const takenAt = new Date(0)
    const files = { pixels96: new Uint8Array(1), pixels256: new Uint8Array(1), pixels512: new Uint8Array(1), takenAt }
    const hashes = Array.from({ length: 1203 }, (_, nth) => String(nth).padStart(64, '0'))
    await db.avatar.createMany({ data: hashes.map((hash) => ({ hash, ...files })) })
    const had = [hashes[0], hashes[499], hashes[500], hashes[1202]].map(String)
    for (const avatarHash of had) await aUser({ avatarHash })
    expect(await cleanUp(new Date())).toBeGreaterThanOrEqual(1199)
    const left = await db.avatar.findMany({
      where: { hash: { startsWith: '0' } },
      orderBy: { hash: 'asc' },
      select: { hash: true },
    })
    expect(left).toEqual(had.map((hash) => ({ hash })))
  })

  it('leaves an account whose deletion was taken back', async () => {
    const user = await aUser({ deletionDueAt: new Date(0) })
    await (await database()).user.update({ where: { id: user.id }, data: { deletionDueAt: null } })
    await cleanUp(new Date())
    expect(await (await database()).user.count({ where: { id: user.id } })).toBe(1)
  })
})

function aLeaver(deletionDueAt: Date) {
  const name = aUsername()
  return { username: name, usernameKey: name, email: `${name}@example.com`, updatedAt: new Date(), deletionDueAt }
}
