import { hkdfSync } from 'node:crypto'
import { config } from '@/lib/config/config'

/** Cached by purpose and secret: every account page needs a key. */
const keys = new Map<string, Buffer>()

/**
 * A 256-bit key for one purpose, derived from AUTH_SECRET. A key reveals nothing about the secret or other keys.
 *
 * Source: RFC 5869 (HKDF).
 */
export function deriveKey(purpose: string): Buffer {
  const { authSecret } = config()
  const name = `${purpose} ${authSecret}`
  const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', authSecret, '', `vestibule:${purpose}`, 32))
  keys.set(name, key)
  return key
}
