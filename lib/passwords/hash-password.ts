import { config } from '@/lib/config/config'
import { normalizePassword } from '@/lib/fields/normalize-password'
import { hashPool } from './hash-pool'

/**
 * What is kept of a password: `bcrypt_sha256$$2b$…`, as Django keeps it, at the cost PASSWORD_HASH_COST, of its one
 * Unicode form ({@link normalizePassword}). Every byte of that counts. Takes a good part of a second, in a worker
 * thread.
 *
 * @throws AppError `busy` when too many hashes wait already
 */
export function hashPassword(password: string): Promise<string> {
  return hashPool().hash(normalizePassword(password), config().passwordHashCost)
}
