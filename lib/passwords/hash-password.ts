import { config } from '@/lib/config/config'
import { hashPool } from './hash-pool'

/**
 * What is kept of a password: `bcrypt_sha256$$2b$…`, as Django keeps it, at the cost PASSWORD_HASH_COST. Every byte of
 * the password counts. Takes a good part of a second, in a worker thread.
 *
 * @throws AppError `busy` when too many hashes wait already
 */
export function hashPassword(password: string): Promise<string> {
  return hashPool().hash(password, config().passwordHashCost)
}
