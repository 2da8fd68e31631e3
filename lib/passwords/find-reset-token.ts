import { findLiveToken } from '@/lib/one-time/find-live-token'

/**
 * Whose password a mailed token may reset now; null when it no longer works, or was mailed to an address that is not the
 * account's any more.
 */
export async function findResetToken(token: string, now: Date) {
  const row = await findLiveToken(token, now)
  if (row?.purpose !== 'password-reset' || row.user.email !== row.email) return null
  return { tokenHash: row.tokenHash, user: row.user }
}
