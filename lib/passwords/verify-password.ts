import { config } from '@/lib/config/config'
import { normalizePassword } from '@/lib/fields/normalize-password'
import { hashPool } from './hash-pool'

type PasswordVerification = {
  isValid: boolean
  /** The password is right but kept in another form (also of Unicode), or at a lower cost, than we would now. */
  needsRehash: boolean
}

/** A well-formed salt and hash, used with any cost: no known password matches it. */
const STAND_IN = 'iTyQ6JbFEgj26ymOEPETsuXF1TBybcTbp.mxd/t95zU4vjLNGHtKq'

/**
 * Whether a password is the one that a hash was made of, be it ours or an imported one (Django's bcrypt_sha256, bcrypt,
 * pbkdf2, argon2 and scrypt, or bare bcrypt).
 *
 * Tries the password's one Unicode form ({@link normalizePassword}) and, where it was sent in another, also as it was
 * sent: hashes made elsewhere, and our own older ones, are of whatever came. Both are always computed, whichever is
 * right, so that the time depends on what was sent alone.
 *
 * Without a hash (no such account), or with one that cannot be used, it answers no after the same work as for a wrong
 * password, so that the time does not reveal which accounts exist (ASVS 6.3.8).
 *
 * Residual risk: a hash of another scheme or of a lower cost takes its own time, until its owner's next login
 * renews it.
 *
 * @param passwordHash as stored; null for an unknown account
 * @throws AppError `busy` when too many hashes wait already
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<PasswordVerification> {
  const cost = config().passwordHashCost
  const standInHash = `bcrypt_sha256$$2b$${String(cost).padStart(2, '0')}$${STAND_IN}`
  const normalized = normalizePassword(password)
  const candidates = normalized === password ? [normalized] : [normalized, password]
  const rightOnes = await hashPool().verify(candidates, passwordHash ?? standInHash, standInHash)
  const isValid = rightOnes.includes(true) && passwordHash !== null
  const isOfOneForm = rightOnes[0] === true
  // Looked at whether the password is right or not: microseconds tell too, by many tries.
  const isCheaper = costOf(passwordHash ?? '') < cost
  return { isValid, needsRehash: isValid && (!isOfOneForm || isCheaper) }
}

/** The cost of a hash in our own form; nothing for any other. */
function costOf(passwordHash: string): number {
  return Number(/^bcrypt_sha256\$\$2[aby]\$(\d\d)\$/.exec(passwordHash)?.[1] ?? 0)
}
