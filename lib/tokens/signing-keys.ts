import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { MINUTE, SECOND } from '@/lib/config/durations'
import { seal, unseal } from '@/lib/crypto/seal'
import { database } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { processSingleton } from '@/lib/process-singleton'

/** A key pair of the database; the private half is opened only where it signs. */
export type SigningKey = {
  kid: string
  generation: number
  publicJwk: JsonWebKey
  publicKey: KeyObject
  sealedPrivateKey: string
  retiredAt: Date | null
  expiresAt: Date | null
}

/**
 * How long a process believes the keys it has read: what is published, and what is revoked, takes it no longer to
 * learn.
 */
export const SIGNING_KEYS_MAX_AGE = MINUTE
/** How often an unknown `kid` may make a process look again: forged ones must not become database load. */
const MIN_AGE = SECOND

const SEAL_PURPOSE = 'signing-key'
const cache = () =>
  processSingleton('signing-keys', () => ({
    keys: [] as SigningKey[],
    readAt: 0,
    privateKeys: new Map<string, KeyObject>(),
  }))

/** The keys whose tokens are taken at `now`, the newest first. */
export async function liveSigningKeys(now: Date): Promise<SigningKey[]> {
  if (now.getTime() - cache().readAt > SIGNING_KEYS_MAX_AGE) await readKeys(now)
  return cache().keys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
}

/** The public key for a token's `kid`, among our own valid keys only; null for any other. */
export async function verificationKey(kid: string, now: Date): Promise<KeyObject | null> {
  const find = async () => (await liveSigningKeys(now)).find((key) => key.kid === kid)
  const known = await find()
  if (known || now.getTime() - cache().readAt <= MIN_AGE) return known?.publicKey ?? null
  await readKeys(now)
  return (await find())?.publicKey ?? null
}

/**
 * The key that signs now: the oldest that is not retired, as a new one is published for a while before it signs. Made
 * at the first call ever; of several processes that start at once, all end up with the same.
 *
 * @throws Error with the way out, when AUTH_SECRET is not the one that the key was sealed with
 */
export async function currentSigningKey(now: Date): Promise<{ kid: string; privateKey: KeyObject }> {
  const { kid, sealedPrivateKey } = signerAmong(await liveSigningKeys(now), now) ?? (await makeFirstKey(now))
  const opened = cache().privateKeys.get(kid)
  if (opened) return { kid, privateKey: opened }

  const jwk = unseal(sealedPrivateKey, SEAL_PURPOSE)
  if (jwk === null) {
    throw new Error(
      'The key that signs tokens was sealed with another AUTH_SECRET. Bring the old AUTH_SECRET back, or make a new key with `npm run keys:rotate`.',
    )
  }
  const privateKey = createPrivateKey({ key: JSON.parse(jwk) as JsonWebKey, format: 'jwk' })
  cache().privateKeys.set(kid, privateKey)
  return { kid, privateKey }
}

/**
 * Lets a process with the wrong AUTH_SECRET fail when it starts, not at the first login of an API client.
 *
 * @throws Error as {@link currentSigningKey}; a database without a key yet is fine
 */
export async function requireReadableSigningKey(now: Date): Promise<void> {
  if (signerAmong(await liveSigningKeys(now), now)) await currentSigningKey(now)
}

/** A new ES256 key pair as the database keeps it (RFC 7518, 3.4). */
export function newSigningKeyRow(generation: number, now: Date) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomUUID()
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'ES256', use: 'sig' }
  return {
    id,
    generation,
    publicKey: JSON.stringify(publicJwk),
    privateKey: seal(JSON.stringify(privateKey.export({ format: 'jwk' })), SEAL_PURPOSE),
    createdAt: now,
  }
}

/** Forgets what this process has read of the keys. */
export function forgetSigningKeys(): void {
  cache().readAt = 0
}

/** @param keys the newest first */
function signerAmong(keys: SigningKey[], now: Date): SigningKey | undefined {
  return keys.findLast(({ retiredAt }) => retiredAt === null || retiredAt > now)
}

async function makeFirstKey(now: Date): Promise<SigningKey> {
  await readKeys(now)
  const generation = (cache().keys[0]?.generation ?? 0) + 1
  const db = await database()
  if (!cache().keys.some(({ retiredAt }) => retiredAt === null)) {
    try {
      await db.signingKey.create({ data: newSigningKeyRow(generation, now), select: { id: true } })
    } catch (error) {
      // Another process made it at this moment: its key is the one.
      if (!isUniqueViolation(error, 'generation')) throw error
    }
    await readKeys(now)
  }
  const key = cache().keys.find(({ retiredAt }) => retiredAt === null)
  if (!key) throw new Error('There is no key to sign tokens with.')
  return key
}

async function readKeys(now: Date) {
  const db = await database()
  const rows = await db.signingKey.findMany({
    orderBy: { generation: 'desc' },
    select: { id: true, generation: true, publicKey: true, privateKey: true, retiredAt: true, expiresAt: true },
  })
  cache().keys = rows.map(({ id, publicKey, privateKey, ...row }) => {
    const publicJwk = JSON.parse(publicKey) as JsonWebKey
    return {
      ...row,
      kid: id,
      publicJwk,
      publicKey: createPublicKey({ key: publicJwk, format: 'jwk' }),
      sealedPrivateKey: privateKey,
    }
  })
  cache().readAt = now.getTime()
}
