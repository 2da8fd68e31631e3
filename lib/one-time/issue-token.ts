import { addMilliseconds } from '@/lib/config/durations'
import type { Transaction } from '@/lib/db/database'
import { hashCode, hashToken, newCode, newToken } from './secrets'

/** Begins the purposes of undo links: one for each address that was left, so that a second change voids none of them. */
export const UNDO_ADDRESS_CHANGE = 'undo-address-change:'

/**
 * What a one-time token is good for. The reset that an undo of a change of address mails has a purpose of its own, so that
 * a stranger who requests a reset does not void it (S25).
 */
export type OneTimePurpose =
  | 'verify-address'
  | 'password-reset'
  | 'password-reset-after-undo'
  | 'change-address'
  | `${typeof UNDO_ADDRESS_CHANGE}${string}`

/**
 * Issues the one live secret of a user for a purpose: an earlier one is void from here on, also when two are issued
 * at once. The database keeps hashes only.
 *
 * @param email the address that it is mailed to; a change of address voids it
 * @param lifetime of the link, in milliseconds
 * @param codeLifetime of the six digits; without it there are none
 * @returns the secrets themselves, for the mail and nothing else
 */
export async function issueToken(
  tx: Transaction,
  { userId, purpose, email, now, lifetime, codeLifetime }: {
    userId: string
    purpose: OneTimePurpose
    email: string
    now: Date
    lifetime: number
    codeLifetime?: number
  },
): Promise<{ token: string; code: string }> {
  const [token, code] = [newToken(), newCode()]
  const data = {
    tokenHash: hashToken(token),
    codeHash: codeLifetime ? hashCode(code) : null,
    codeExpiresAt: codeLifetime ? addMilliseconds(now, codeLifetime) : null,
    email,
    expiresAt: addMilliseconds(now, lifetime),
    createdAt: now,
  }
  await tx.oneTimeToken.upsert({
    where: { userId_purpose: { userId, purpose } },
    create: { userId, purpose, ...data },
    update: data,
    select: { id: true },
  })
  return { token, code }
}
