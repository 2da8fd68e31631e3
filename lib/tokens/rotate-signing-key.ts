import { record } from '@/lib/audit/record'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
import type { Transaction } from '@/lib/db/database'
import { isUniqueViolation } from '@/lib/db/is-unique-violation'
import { retryConflicts } from '@/lib/db/retry-conflicts'
import { transaction } from '@/lib/db/transaction'
import { forgetSigningKeys, newSigningKeyRow } from './signing-keys'

/** Processes go on signing with the old key for up to a minute, and verifiers allow a minute of skew. */
const MARGIN = 5 * MINUTE

/**
 * Makes a new signing key. Tokens of the old one are taken until the last of them has expired: as long as a refresh token
 * lives.
 *
 * @returns the new `kid`
 */
export async function rotateSigningKey(ctx: Context): Promise<string> {
  const row = await newSigningKeyRow(0, ctx.now)
  const expiresAt = addMilliseconds(ctx.now, config().refreshTokenLifetime + MARGIN)
  const rotate = async (tx: Transaction) => {
    // Taken by one rotation at a time: the next then sees the key that the one before has made, and retires it.
    await tx.signingKey.updateMany({ data: { generation: { increment: 0 } } })
    await tx.signingKey.updateMany({ where: { retiredAt: null }, data: { retiredAt: ctx.now, expiresAt } })
    const newest = await tx.signingKey.findFirst({ orderBy: { generation: 'desc' }, select: { generation: true } })
    await tx.signingKey.create({ data: { ...row, generation: (newest?.generation ?? 0) + 1 }, select: { id: true } })
    await record(tx, ctx, { type: 'signing_key.rotated', userId: null, detail: { kid: row.id } })
  }
  // Where there was no row to hold, another process may have made the first key at this moment.
  await retryConflicts(() => transaction(rotate), isUniqueViolation)
  forgetSigningKeys()
  return row.id
}
