import { findLiveToken } from '@/lib/one-time/find-live-token'
import type { OneTimePurpose } from '@/lib/one-time/issue-token'

/** Requested, or emailed by an undo of a change of address. */
const RESETS: readonly string[] = ['password-reset', 'password-reset-after-undo'] satisfies OneTimePurpose[]

/**
 * Whose password an emailed token may reset now; null when it no longer works, or was emailed to an address that is not
 * the account's any more.
 */
export async function findResetToken(token: string, now: Date) {
  const row = await findLiveToken(token, now)
  if (!row || !RESETS.includes(row.purpose) || row.user.email !== row.email) return null
  return { tokenHash: row.tokenHash, purpose: row.purpose, user: row.user }
}
