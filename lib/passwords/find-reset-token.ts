import { findLiveToken } from '@/lib/one-time/find-live-token'
import { RESET_PURPOSES } from '@/lib/one-time/issue-token'

/**
 * Whose password a mailed token may reset now; null when it no longer works, or was mailed to an address that is not the
 * account's any more.
 */
export async function findResetToken(token: string, now: Date) {
  const row = await findLiveToken(token, now)
  if (!row || !RESET_PURPOSES.some((purpose) => purpose === row.purpose) || row.user.email !== row.email) return null
  return { tokenHash: row.tokenHash, user: row.user }
}
