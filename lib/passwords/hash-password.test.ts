import { describe, expect, it } from 'vitest'
import { config } from '@/lib/config/config'
import { hashPassword } from './hash-password'
import { verifyPassword } from './verify-password'

describe('hashPassword', () => {
  it("keeps a password in Django's bcrypt_sha256 form, at the configured cost", async () => {
    const cost = String(config().passwordHashCost).padStart(2, '0')
    const passwordHash = await hashPassword('correct horse battery staple')
    expect(passwordHash.startsWith(`bcrypt_sha256$$2b$${cost}$`)).toBe(true)
    expect(passwordHash).toMatch(/^bcrypt_sha256\$\$2b\$\d\d\$[./A-Za-z0-9]{53}$/)
  })

  it('gives one password two different hashes', async () => {
    expect(await hashPassword('the same')).not.toBe(await hashPassword('the same'))
  })

  it.each([
    ['64 characters', 'p'.repeat(64)],
    ['64 characters of several bytes', '🔑'.repeat(64)],
    ['200 bytes', 'x'.repeat(200)],
    ['1,024 bytes', 'x'.repeat(1024)],
    ['characters next to NUL', '\u0001\u0002 before \u0001 after'],
    ['spaces at both ends', '  a password  '],
  ])('truncates and changes nothing: %s (S56)', async (_, password) => {
    const passwordHash = await hashPassword(password)
    expect(await verifyPassword(password, passwordHash)).toEqual({ isValid: true, needsRehash: false })
    const shorter = password.slice(0, -1)
    for (const other of [shorter, `${password}x`, `${shorter}#`, password.trim()]) {
      expect((await verifyPassword(other, passwordHash)).isValid).toBe(other === password)
    }
  })

  it.each([
    ['a letter and its accent apart', 'Zu\u0308rich-cafe\u0301', 'Zürich-café'],
    ['spaces of other kinds', 'violet\u00a0anchor\u3000meadow', 'violet anchor meadow'],
  ])('takes %s for the same password, whichever was set (S56)', async (_, typed, same) => {
    for (const [set, given] of [
      [typed, same],
      [same, typed],
    ] as const) {
      expect(await verifyPassword(given, await hashPassword(set))).toEqual({ isValid: true, needsRehash: false })
    }
  })

  it('folds no compatibility form or case', async () => {
    const passwordHash = await hashPassword('ﬁle Ｘ')
    for (const other of ['file Ｘ', 'ﬁle X', 'ﬁle ｘ'])
      expect((await verifyPassword(other, passwordHash)).isValid).toBe(false)
  })

  it.each([72, 73, 100, 199])('tells passwords apart that differ only in byte %i and after (S56)', async (at) => {
    const password = 'a'.repeat(at) + 'b'.repeat(200 - at)
    const other = 'a'.repeat(at) + 'c'.repeat(200 - at)
    expect((await verifyPassword(other, await hashPassword(password))).isValid).toBe(false)
  })
})
