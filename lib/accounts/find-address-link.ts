import { database } from '@/lib/db/database'
import { UNDO_ADDRESS_CHANGE } from '@/lib/one-time/issue-token'
import { hashToken } from '@/lib/one-time/secrets'

/**
 * What a mailed link about a change of address would do now: `change` to `email`, or `undo` back to `email`; null when it is
 * unknown, used or expired. Reads only: opening a link changes nothing.
 */
export async function findAddressLink(token: string, now: Date) {
  const db = await database()
  const row = await db.oneTimeToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      tokenHash: true,
      purpose: true,
      email: true,
      expiresAt: true,
      user: { select: { id: true, username: true, email: true, passwordHash: true, disabledAt: true } },
    },
  })
  if (!row || row.expiresAt <= now || row.user.disabledAt) return null
  const { tokenHash, purpose, email, user } = row
  if (purpose === 'change-address') return { kind: 'change' as const, tokenHash, email, user }
  if (purpose.startsWith(UNDO_ADDRESS_CHANGE)) return { kind: 'undo' as const, tokenHash, email, user }
  return null
}
