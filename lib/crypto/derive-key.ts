import { hkdfSync } from 'node:crypto'
import { config } from '@/lib/config/config'

/** By secret and purpose: each page of an account needs one. */
const keys = new Map<string, Buffer>()

/**
 * A 256-bit key for one purpose, derived from AUTH_SECRET: knowing one reveals nothing about another or of the secret.
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
