import { addMilliseconds } from '@/lib/config/durations'
import type { Transaction } from '@/lib/db/database'
import { newId } from '@/lib/db/new-id'
import { hashCode, hashToken, newCode, newToken } from './secrets'

/**
 * Begins the purposes of undo links: one for each address that was left, so that a second change invalidates none of
 * them.
 */
export const UNDO_EMAIL_CHANGE = 'undo-address-change:'

/**
 * The purposes of one-time tokens. The reset link that an undone email change sends has a purpose of its own, so that a
 * stranger who requests a reset does not invalidate it (S25).
 */
export type OneTimePurpose =
  | 'verify-address'
  | 'password-reset'
  | 'password-reset-after-undo'
  | 'change-address'
  | `${typeof UNDO_EMAIL_CHANGE}${string}`

type WantedToken = {
  userId: string
  purpose: OneTimePurpose
  /** The address that it is emailed to; a change of address invalidates it. */
  email: string
  now: Date
  /** Of the link, in milliseconds. */
  lifetime: number
  /** Of the six digits; without it there are none. */
  codeLifetime?: number
}

/**
 * Issues the one valid secret of a user for a purpose: an earlier one becomes invalid, also when two are issued at
 * once. The database stores only hashes.
 *
 * @returns the secrets themselves, for the email and nothing else
 */
export async function issueToken(tx: Transaction, wanted: WantedToken): Promise<{ token: string; code: string }> {
  const { token, code, row } = newOneTimeToken(wanted)
  const { id: _, userId, purpose, ...data } = row
  await tx.oneTimeToken.upsert({
    where: { userId_purpose: { userId, purpose } },
    create: row,
    update: data,
    select: { id: true },
  })
  return { token, code }
}

/** As {@link issueToken}, for callers that write the row themselves: of a new account, which has no earlier one. */
export function newOneTimeToken({ userId, purpose, email, now, lifetime, codeLifetime }: WantedToken) {
  const [token, code] = [newToken(), newCode()]
  const row = {
    id: newId(),
    userId,
    purpose,
    tokenHash: hashToken(token),
    codeHash: codeLifetime ? hashCode(code) : null,
    codeExpiresAt: codeLifetime ? addMilliseconds(now, codeLifetime) : null,
    email,
    expiresAt: addMilliseconds(now, lifetime),
    createdAt: now,
  }
  return { token, code, row }
}
