import { record } from '@/lib/audit/record'
import { addMilliseconds, MINUTE } from '@/lib/config/durations'
import { config } from '@/lib/config/config'
import type { Context } from '@/lib/context'
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
  await transaction(async (tx) => {
    await tx.signingKey.updateMany({ where: { retiredAt: null }, data: { retiredAt: ctx.now, expiresAt } })
    const newest = await tx.signingKey.findFirst({ orderBy: { generation: 'desc' }, select: { generation: true } })
    await tx.signingKey.create({ data: { ...row, generation: (newest?.generation ?? 0) + 1 }, select: { id: true } })
    await record(tx, ctx, { type: 'signing_key.rotated', userId: null, detail: { kid: row.id } })
  })
  forgetSigningKeys()
  return row.id
}
