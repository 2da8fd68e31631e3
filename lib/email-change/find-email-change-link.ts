import { findLiveToken } from '@/lib/one-time/find-live-token'
import { UNDO_EMAIL_CHANGE } from '@/lib/one-time/issue-token'

/**
 * What an emailed link about a change of address would do now: `change` to `email`, or `undo` back to `email`; null when
 * it is no such link, or no longer works.
 */
export async function findEmailChangeLink(token: string, now: Date) {
  const row = await findLiveToken(token, now)
  if (!row) return null
  const { tokenHash, purpose, email, createdAt, user } = row
  if (purpose === 'change-address') return { kind: 'change' as const, tokenHash, email, user }
  if (purpose.startsWith(UNDO_EMAIL_CHANGE)) return { kind: 'undo' as const, tokenHash, email, createdAt, user }
  return null
}
