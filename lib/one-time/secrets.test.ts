import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { withConfig } from '@/lib/testing/with-config'
import { hashCode, hashToken, isCode, newCode, newToken } from './secrets'

afterEach(() => withConfig({}))

it('makes tokens of 256 random bits, of which the database keeps a hash alone (S20)', () => {
  const tokens = Array.from({ length: 1000 }, newToken)
  expect(new Set(tokens).size).toBe(1000)
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  // Every bit of them is random: none is the same in all of a thousand.
  const bytes = tokens.map((token) => Buffer.from(token, 'base64url'))
  for (let bit = 0; bit < 256; bit++) {
    const ones = bytes.filter((token) => (token[bit >> 3]! >> (bit & 7)) & 1).length
    expect(ones, `bit ${bit}`).toBeGreaterThan(350)
    expect(ones, `bit ${bit}`).toBeLessThan(650)
  }
  const [token = ''] = tokens
  expect(hashToken(token)).toBe(createHash('sha256').update(token).digest('base64url'))
})

it('hashes codes with a key, so that a copy of the database is no list of a million tries (S20)', () => {
  const code = newCode()
  expect(code).toMatch(/^\d{6}$/)
  const kept = hashCode(code)
  expect(isCode(code, kept)).toBe(true)
  expect(isCode(code === '000000' ? '000001' : '000000', kept)).toBe(false)
  withConfig({ AUTH_SECRET: 'another secret, long enough to be taken' })
  expect(isCode(code, kept)).toBe(false)
})
