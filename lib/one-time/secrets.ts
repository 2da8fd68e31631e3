import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { deriveKey } from '@/lib/crypto/derive-key'

/** A link's token: 256 bits from the system's CSPRNG, base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. Plain SHA-256 suffices for 256 random bits. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** A code to type in: six digits. */
export function newCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0')
}

/** What the database keeps of a code: keyed, since a million values are tried in no time (ASVS 6.5.2). */
export function hashCode(code: string): string {
  return createHmac('sha256', deriveKey('one-time-code')).update(code).digest('base64url')
}

/** Whether a typed code is the one whose hash is kept, in the same time wherever they differ. */
export function isCode(code: string, codeHash: string): boolean {
  const [given, kept] = [Buffer.from(hashCode(code)), Buffer.from(codeHash)]
  return given.length === kept.length && timingSafeEqual(given, kept)
}
