import { afterEach, describe, expect, it } from 'vitest'
import { withConfig } from '@/lib/testing/with-config'
import { seal, unseal } from './seal'

describe('seal', () => {
  afterEach(() => withConfig({}))

  it('unseals to the original text, and differs every time', () => {
    expect(unseal(seal('täxt', 'test'), 'test')).toBe('täxt')
    expect(seal('text', 'test')).not.toBe(seal('text', 'test'))
  })

  it('does not unseal when altered, for another purpose, or with another AUTH_SECRET', () => {
    const sealed = seal('text', 'test')
    const bytes = Buffer.from(sealed, 'base64url')
    for (let index = 0; index < bytes.length; index++) {
      const altered = Buffer.from(bytes)
      altered[index]! ^= 1
      expect(unseal(altered.toString('base64url'), 'test')).toBeNull()
    }
    expect(unseal(sealed, 'other')).toBeNull()
    expect(unseal('', 'test')).toBeNull()
    withConfig({ AUTH_SECRET: 'another secret, long enough to be taken' })
    expect(unseal(sealed, 'test')).toBeNull()
  })
})
