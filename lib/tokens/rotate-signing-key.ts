import { record } from '@/lib/audit/record'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { retryConflicts } from '@/lib/db/retry-conflicts'
import { transaction } from '@/lib/db/transaction'
import { PUBLIC_CACHE_MAX_AGE } from '@/lib/api/public-cache-headers'
import {
  currentSigningKey,
  forgetSigningKeys,
  newSigningKeyRow,
  requireReadableSigningKey,
  SIGNING_KEYS_MAX_AGE,
} from './signing-keys'

/**
 * How long a new key is published before it signs: for as long a verifier may have an older key set, from a process
 * that has not read the key yet or from a cache on the way.
 */
const PUBLISHED_AHEAD = SIGNING_KEYS_MAX_AGE + PUBLIC_CACHE_MAX_AGE + 4 * MINUTE
/** Processes may go on signing with the old key for up to a minute, and verifiers allow a minute of skew. */
const MARGIN = 5 * MINUTE

type RotateSigningKey = {
  /** The keys so far have leaked: they are withdrawn, and no token that they signed is taken any more. */
  isRevoked?: boolean
}

/**
 * Makes a new signing key, which signs ten minutes from now. Tokens of the old one are taken until the last of them has
 * expired: as long as a refresh token lives.
 *
 * Revoking lets the new key sign at once. Every process refuses tokens of the old keys within a minute; other services
 * that verify by the key set do when they have read it again (five minutes, where they keep to its `max-age`).
 *
 * @returns the new `kid`, and from when on it signs
 */
export async function rotateSigningKey(
  ctx: Context,
  { isRevoked = false }: RotateSigningKey = {},
): Promise<{ kid: string; signsAt: Date }> {
  const row = newSigningKeyRow(0, ctx.now)
  // A key that cannot be opened with this AUTH_SECRET signs nothing more.
  const isUsable =
    !isRevoked &&
    (await requireReadableSigningKey(ctx.now).then(
      () => true,
      () => false,
    ))
  const retiredAt = isUsable ? addMilliseconds(ctx.now, PUBLISHED_AHEAD) : ctx.now
  const expiresAt = addMilliseconds(retiredAt, config().refreshTokenLifetime + MARGIN)
  const rotate = async (tx: Transaction) => {
    // Taken by one rotation at a time: the next then sees the key that the one before has made, and retires it.
    await tx.signingKey.updateMany({ data: { generation: { increment: 0 } } })
    await tx.signingKey.updateMany({ where: { retiredAt: null }, data: { retiredAt, expiresAt } })
    if (!isUsable)
      await tx.signingKey.updateMany({ where: { retiredAt: { gt: ctx.now } }, data: { retiredAt, expiresAt } })
    if (isRevoked)
      await tx.signingKey.updateMany({ where: { expiresAt: { gt: ctx.now } }, data: { expiresAt: ctx.now } })
    const newest = await tx.signingKey.findFirst({ orderBy: { generation: 'desc' }, select: { generation: true } })
    await tx.signingKey.create({ data: { ...row, generation: (newest?.generation ?? 0) + 1 }, select: { id: true } })
    await record(tx, ctx, {
      type: isRevoked ? 'signing_key.revoked' : 'signing_key.rotated',
      userId: null,
      detail: { kid: row.id },
    })
  }
  // Where there was no row to hold, another process may have made the first key at this moment.
  await retryConflicts(() => transaction(rotate), isUniqueViolation)
  forgetSigningKeys()
  const { kid } = await currentSigningKey(ctx.now)
  return { kid: row.id, signsAt: kid === row.id ? ctx.now : retiredAt }
}
