import { hkdfSync } from 'node:crypto'
import { config } from '@/lib/config/config'

/**
 * A 256-bit key for one purpose, derived from AUTH_SECRET: knowing one tells nothing of another or of the secret.
 *
 * Source: RFC 5869 (HKDF).
 */
export function deriveKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', config().authSecret, '', `vestibule:${purpose}`, 32))
}
