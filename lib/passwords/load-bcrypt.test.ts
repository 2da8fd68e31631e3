import { createHash } from 'node:crypto'
import { hashSync } from 'bcryptjs'
import { describe, expect, it } from 'vitest'
import { loadBcrypt } from './load-bcrypt.mjs'

const isNativeThere = await import('@node-rs/bcrypt').then(
  () => true,
  () => false,
)
const native = await loadBcrypt()
const portable = await loadBcrypt(() => Promise.reject(new Error('There is no binary for this platform.')))

const LONG = ['x'.repeat(72), 'x'.repeat(200), 'ü'.repeat(200)]
const PASSWORDS = ['hunter2', 'Grüße an die Köchin 🔑', ' ', '\u0000tail', ...LONG]
const DIGESTS = PASSWORDS.map((password) => createHash('sha256').update(password).digest('hex'))

describe('loadBcrypt', () => {
  it.skipIf(!isNativeThere)('takes the native implementation where it loads', () => {
    expect(native.hash).not.toBe(portable.hash)
  })

  it('falls back to bcryptjs where the native implementation does not load', () => {
    expect(portable.hash).toBe(hashSync)
  })

  it("verifies a hash of bcrypt's own test suite", () => {
    for (const { verify } of [native, portable]) {
      expect(verify('U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW')).toBe(true)
    }
  })

  it('makes hashes of one form with either, salted again each time', () => {
    for (const { hash } of [native, portable]) {
      const hashes = [hash('same', 5), hash('same', 5)]
      expect(new Set(hashes).size).toBe(2)
      for (const made of hashes) expect(made).toMatch(/^\$2b\$05\$[./A-Za-z0-9]{53}$/)
    }
  })

  it.each([...DIGESTS, ...PASSWORDS])('lets each implementation accept what the other made, of %j', (text) => {
    for (const [maker, checker] of [
      [native, portable],
      [portable, native],
    ] as const) {
      const made = maker.hash(text, 4)
      expect(checker.verify(text, made)).toBe(true)
      expect(checker.verify(`!${text}`, made)).toBe(false)
      expect(checker.verify(text, made.replace('$2b$', '$2a$'))).toBe(true)
      expect(checker.verify(text, made.replace('$2b$', '$2y$'))).toBe(true)
    }
  })
})
