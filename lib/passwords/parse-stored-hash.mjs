import { createHash, pbkdf2Sync, scryptSync, timingSafeEqual } from 'node:crypto'

/** What one verification may cost at most, a few seconds in each scheme: an imported row must not hang a worker. */
const MAX_BCRYPT_COST = 16
const MAX_PBKDF2_ITERATIONS = 5_000_000
const MAX_SCRYPT_MEMORY_BYTES = 256 * 1024 * 1024
const MAX_SCRYPT_BLOCKS = 2 ** 23
const MAX_ARGON2_MEMORY_KIBIBYTES = 256 * 1024
const MAX_ARGON2_KIBIBYTE_PASSES = 1024 * 1024
const MAX_PARALLELISM = 64

/** Longer than any column that holds one. */
const MAX_STORED_LENGTH = 512

/**
 * @typedef {(password: string) => boolean | Promise<boolean>} PasswordCheck whether a password is the right one; throws
 *   where a library refuses what looked right
 */

/**
 * How to check a password against a stored hash; null when the string is no hash that can be verified here: unknown,
 * malformed, or costlier than a few seconds. Reads the string alone: nothing is computed before the check is called.
 *
 * Source: the forms are those of Django's `django.contrib.auth.hashers`, and bare bcrypt strings.
 *
 * @param {string} storedHash
 * @param {import('./load-bcrypt.mjs').Bcrypt} bcrypt
 * @returns {PasswordCheck | null}
 */
export function parseStoredHash(storedHash, bcrypt) {
  if (storedHash.length > MAX_STORED_LENGTH) return null
  const separator = storedHash.indexOf('$')
  const algorithm = storedHash.slice(0, Math.max(separator, 0))
  const rest = storedHash.slice(separator + 1)
  switch (algorithm) {
    case 'bcrypt_sha256': {
      const check = bcryptCheck(rest, bcrypt)
      return check && ((password) => check(createHash('sha256').update(password).digest('hex')))
    }
    case 'bcrypt':
      return bcryptCheck(rest, bcrypt)
    case '':
      return bcryptCheck(storedHash, bcrypt)
    case 'pbkdf2_sha256':
      return pbkdf2Check(rest, { digest: 'sha256', keyLength: 32 })
    case 'pbkdf2_sha1':
      return pbkdf2Check(rest, { digest: 'sha1', keyLength: 20 })
    case 'scrypt':
      return scryptCheck(rest)
    case 'argon2':
      return argon2Check(rest)
    default:
      return null
  }
}

/**
 * @param {string} bcryptHash
 * @param {import('./load-bcrypt.mjs').Bcrypt} bcrypt
 * @returns {PasswordCheck | null}
 */
function bcryptCheck(bcryptHash, bcrypt) {
  const cost = Number(/^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(bcryptHash)?.[1])
  if (!isWithin(cost, 4, MAX_BCRYPT_COST)) return null
  return (password) => bcrypt.verify(password, bcryptHash)
}

/**
 * `iterations$salt$base64`
 *
 * @param {string} rest
 * @param {{ digest: 'sha1' | 'sha256', keyLength: number }} form
 * @returns {PasswordCheck | null}
 */
function pbkdf2Check(rest, { digest, keyLength }) {
  const [iterations, salt, key, ...more] = rest.split('$')
  const expected = decodeBase64(key)
  if (!iterations || !salt || expected?.length !== keyLength || more.length > 0) return null
  if (!isWithin(wholeNumber(iterations), 1, MAX_PBKDF2_ITERATIONS)) return null
  return (password) => timingSafeEqual(pbkdf2Sync(password, salt, Number(iterations), keyLength, digest), expected)
}

/**
 * `N$salt$r$p$base64`
 *
 * @param {string} rest
 * @returns {PasswordCheck | null}
 */
function scryptCheck(rest) {
  const [workFactor, salt, blockSize, parallelism, key, ...more] = rest.split('$')
  const expected = decodeBase64(key)
  if (!salt || expected?.length !== 64 || more.length > 0) return null
  const [N, r, p] = [wholeNumber(workFactor), wholeNumber(blockSize), wholeNumber(parallelism)]
  if (!isWithin(128 * N * r, 1, MAX_SCRYPT_MEMORY_BYTES) || !isWithin(N * r * p, 1, MAX_SCRYPT_BLOCKS)) return null
  if (!isWithin(p, 1, MAX_PARALLELISM) || N < 2 || !Number.isInteger(Math.log2(N))) return null
  const maxmem = 2 * MAX_SCRYPT_MEMORY_BYTES
  return (password) => timingSafeEqual(scryptSync(password, salt, expected.length, { N, r, p, maxmem }), expected)
}

const ARGON2 = /^(argon2id|argon2i|argon2d)\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/**
 * `argon2id$v=19$m=…,t=…,p=…$salt$hash`, salt and hash in base64 without padding
 *
 * @param {string} rest
 * @returns {PasswordCheck | null}
 */
function argon2Check(rest) {
  const [, type, memory, passes, lanes, salt, key] = ARGON2.exec(rest) ?? []
  const [memorySize, iterations, parallelism] = [wholeNumber(memory), wholeNumber(passes), wholeNumber(lanes)]
  const [saltBytes, expected] = [Buffer.from(salt ?? '', 'base64'), Buffer.from(key ?? '', 'base64')]
  if (!isWithin(memorySize, 8 * parallelism, MAX_ARGON2_MEMORY_KIBIBYTES)) return null
  if (!isWithin(parallelism, 1, MAX_PARALLELISM) || !isWithin(iterations, 1, MAX_ARGON2_KIBIBYTE_PASSES)) return null
  if (!isWithin(memorySize * iterations, 8, MAX_ARGON2_KIBIBYTE_PASSES)) return null
  // A shorter key could be met by chance; Django's have 16 bytes and more.
  if (!isWithin(saltBytes.length, 8, 64) || !isWithin(expected.length, 16, 64)) return null

  return async (password) => {
    // Loaded at the first such hash: most installations have none.
    const argon2 = await import('hash-wasm')
    const derive = { argon2id: argon2.argon2id, argon2i: argon2.argon2i, argon2d: argon2.argon2d }[String(type)]
    const derived = await derive?.({
      password,
      salt: saltBytes,
      memorySize,
      iterations,
      parallelism,
      hashLength: expected.length,
      outputType: 'binary',
    })
    return derived !== undefined && timingSafeEqual(derived, expected)
  }
}

/** @param {string | undefined} text */
function wholeNumber(text) {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : Number.NaN
}

/**
 * @param {number} value false for NaN too
 * @param {number} min
 * @param {number} max
 */
function isWithin(value, min, max) {
  return value >= min && value <= max
}

/** @param {string | undefined} text */
function decodeBase64(text) {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text ?? '') ? Buffer.from(String(text), 'base64') : null
}
