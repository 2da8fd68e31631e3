import { database } from '@/lib/db/database'
import { hashToken } from '@/lib/one-time/secrets'

/**
 * Whose password a mailed token may reset now; null when it is unknown, used, expired, or its address is no longer the
 * account's. Reads only: opening a link changes nothing.
 */
export async function findResetToken(token: string, now: Date) {
  const db = await database()
  const row = await db.oneTimeToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      tokenHash: true,
      purpose: true,
      email: true,
      expiresAt: true,
      user: { select: { id: true, username: true, email: true, name: true, disabledAt: true } },
    },
  })
  if (!row || row.purpose !== 'password-reset' || row.expiresAt <= now) return null
  if (row.user.disabledAt || row.user.email !== row.email) return null
  return { tokenHash: row.tokenHash, user: row.user }
}
