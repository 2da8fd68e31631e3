import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { aContext, anActor, aUser, outcomes } from '@/lib/testing/operation-fixtures'
import { aPicture, aUniquePicture } from '@/lib/testing/pictures'
import { exportAccount } from '@/lib/accounts/export-account'
import { profileObject } from '@/lib/accounts/api-objects'
import { getProfile } from '@/lib/accounts/get-profile'
import { addMilliseconds, DAY, HOUR } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { cleanUp } from '@/lib/maintenance/clean-up'
import { readAvatar } from './read-avatar'
import { removeAvatar } from './remove-avatar'
import { setAvatar } from './set-avatar'

async function aMember(overrides: Record<string, unknown> = {}): Promise<Context & { userId: string }> {
  const user = await aUser(overrides)
  return { ...aContext({ actor: await anActor(user) }), userId: user.id }
}

async function avatarOf({ userId }: { userId: string }): Promise<string | null> {
  const db = await database()
  return (await db.user.findUniqueOrThrow({ where: { id: userId }, select: { avatarHash: true } })).avatarHash
}

const isKept = async (hash: string | null) => (await readAvatar({ hash: String(hash), size: 96 })) !== null

describe('setAvatar', () => {
  it('sets the caller’s avatar, in three sizes, and its URL', async () => {
    const ctx = await aMember()
    expect(profileObject(await getProfile(ctx)).avatar_url).toBeNull()
    await setAvatar({ picture: await aUniquePicture() }, ctx)
    const hash = await avatarOf(ctx)
    for (const size of [96, 256, 512] as const) {
      const file = await readAvatar({ hash: String(hash), size })
      expect(Buffer.from(file ?? []).toString('latin1')).toMatch(/^RIFF.{4}WEBP/s)
    }
    expect(profileObject(await getProfile(ctx)).avatar_url).toBe(`${config().appUrl}/avatars/${hash}-256.webp`)
    const db = await database()
    const event = await db.auditEvent.findFirstOrThrow({ where: { userId: ctx.userId, type: 'account.updated' } })
    expect(JSON.parse(event.detail)).toEqual({ fields: 'avatar' })
  })

  it('replaces the previous avatar, which is served for another hour: open pages may show it', async () => {
    const ctx = await aMember()
    const start = new Date()
    await setAvatar({ picture: await aUniquePicture() }, { ...ctx, now: addMilliseconds(start, -DAY) })
    const before = await avatarOf(ctx)
    await setAvatar({ picture: await aUniquePicture() }, { ...ctx, now: start })
    const after = await avatarOf(ctx)
    await cleanUp(addMilliseconds(start, HOUR - 1))
    expect([after === before, await isKept(before), await isKept(after)]).toEqual([false, true, true])
    await cleanUp(addMilliseconds(start, HOUR))
    expect([await isKept(before), await isKept(after)]).toEqual([false, true])
  })

  it('can be set again within that hour, and then stays', async () => {
    const ctx = await aMember()
    const [first, second] = [await aUniquePicture(), await aUniquePicture()]
    await setAvatar({ picture: first }, ctx)
    const hash = await avatarOf(ctx)
    await setAvatar({ picture: second }, ctx)
    await setAvatar({ picture: first }, ctx)
    await cleanUp(addMilliseconds(new Date(), DAY))
    expect([await avatarOf(ctx), await isKept(hash)]).toEqual([hash, true])
  })

  it('keeps one row for two users with the same avatar, as long as either has it', async () => {
    const [ada, grace] = [await aMember(), await aMember()]
    const picture = await aUniquePicture()
    await setAvatar({ picture }, ada)
    await setAvatar({ picture }, grace)
    const hash = await avatarOf(ada)
    expect(await avatarOf(grace)).toBe(hash)
    await removeAvatar({}, ada)
    expect([await avatarOf(ada), await avatarOf(grace), await isKept(hash)]).toEqual([null, hash, true])
    await removeAvatar({}, grace)
    expect(await isKept(hash)).toBe(false)
  })

  it('keeps the previous avatar when an image is refused', async () => {
    const ctx = await aMember()
    await setAvatar({ picture: await aUniquePicture() }, ctx)
    const before = await avatarOf(ctx)
    await expect(setAvatar({ picture: Buffer.from('no picture') }, ctx)).rejects.toMatchObject({
      code: 'image_not_supported',
    })
    expect([await avatarOf(ctx), await isKept(before)]).toEqual([before, true])
  })

  it('limits uploads by account, valid or not', async () => {
    const ctx = await aMember()
    const tries = await outcomes(Array.from({ length: 31 }, () => setAvatar({ picture: Buffer.from('x') }, ctx)))
    expect(tries.codes.filter((code) => code === 'too_many_requests')).toHaveLength(1)
    expect(tries.codes.filter((code) => code === 'image_not_supported')).toHaveLength(30)
  })

  it('is refused when nobody is logged in, and to a disabled user', async () => {
    const picture = await aUniquePicture()
    await expect(setAvatar({ picture }, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
    await expect(removeAvatar({}, aContext())).rejects.toMatchObject({ code: 'not_authenticated' })
    const disabled = await aMember({ disabledAt: new Date() })
    await expect(setAvatar({ picture }, disabled)).rejects.toMatchObject({ code: 'not_authenticated' })
  })

  it('is correct when users set and remove the same avatar concurrently', async () => {
    const picture = await aPicture().png().toBuffer()
    const people = await Promise.all(Array.from({ length: 4 }, () => aMember()))
    for (let round = 0; round < 5; round++) {
      const acts = people.map((ctx, nth) => ((nth + round) % 2 ? setAvatar({ picture }, ctx) : removeAvatar({}, ctx)))
      expect((await outcomes(acts)).codes).toEqual([])
      const hashes = await Promise.all(people.map(avatarOf))
      const taken = hashes.filter((hash) => hash !== null)
      expect(taken).toHaveLength(2)
      expect(await isKept(taken[0] ?? null)).toBe(true)
    }
  })
})

describe('removeAvatar', () => {
  it('succeeds without an avatar', async () => {
    const ctx = await aMember()
    await removeAvatar({}, ctx)
    const db = await database()
    expect(await db.auditEvent.count({ where: { userId: ctx.userId } })).toBe(0)
  })
})

describe('An avatar', () => {
  it('is in the export, without its URL', async () => {
    const ctx = await aMember()
    await setAvatar({ picture: await aUniquePicture() }, ctx)
    const hash = String(await avatarOf(ctx))
    const files = unzipSync(await exportAccount(ctx))
    expect(Buffer.from(files['avatar.webp'] ?? [])).toEqual(Buffer.from((await readAvatar({ hash, size: 512 })) ?? []))
    expect(JSON.parse(strFromU8(files['account.json'] ?? new Uint8Array()))).not.toHaveProperty('avatarHash')
    expect(JSON.parse(strFromU8(files['account.json'] ?? new Uint8Array()))).not.toHaveProperty('avatar')
  })

  it('is deleted with the account', async () => {
    const start = new Date()
    const [leaving, staying] = [await aMember(), await aMember()]
    await setAvatar({ picture: await aUniquePicture() }, leaving)
    await setAvatar({ picture: await aUniquePicture() }, staying)
    const [gone, kept] = [await avatarOf(leaving), await avatarOf(staying)]
    const db = await database()
    await db.user.update({ where: { id: leaving.userId }, data: { deletionDueAt: addMilliseconds(start, -DAY) } })
    await cleanUp(addMilliseconds(start, DAY))
    expect([await isKept(gone), await isKept(kept)]).toEqual([false, true])
  })
})
