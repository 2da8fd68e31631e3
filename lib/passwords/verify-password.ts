import { config } from '@/lib/config/config'
import { hashPool } from './hash-pool'

type PasswordVerification = {
  isValid: boolean
  /** The password is right but kept in another form, or at a lower cost, than we would now. */
  needsRehash: boolean
}

/** A well-formed salt and hash. With whatever cost stands before it, nobody knows a password that fits. */
const STAND_IN = 'iTyQ6JbFEgj26ymOEPETsuXF1TBybcTbp.mxd/t95zU4vjLNGHtKq'

/**
 * Whether a password is the one that a hash was made of, be it ours or an imported one (Django's bcrypt_sha256, bcrypt,
 * pbkdf2, argon2 and scrypt, or bare bcrypt).
 *
 * Without a hash (no such account), or with one that cannot be used, it answers no after the same work as for a wrong
 * password, so that the time does not tell which accounts exist (ASVS 6.3.8).
 *
 * Residual risk: a hash of another scheme or of a lower cost takes its own time, until its owner's next log-in
 * renews it.
 *
 * @param passwordHash as stored; null for an unknown account
 * @throws AppError `busy` when too many hashes wait already
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<PasswordVerification> {
  const cost = config().passwordHashCost
  const standInHash = `bcrypt_sha256$$2b$${String(cost).padStart(2, '0')}$${STAND_IN}`
  const isRight = await hashPool().verify(password, passwordHash ?? standInHash, standInHash)
  const isValid = isRight && passwordHash !== null
  return { isValid, needsRehash: isValid && costOf(passwordHash) < cost }
}

/** The cost of a hash in our own form; nothing for any other. */
function costOf(passwordHash: string): number {
  return Number(/^bcrypt_sha256\$\$2[aby]\$(\d\d)\$/.exec(passwordHash)?.[1] ?? 0)
}
