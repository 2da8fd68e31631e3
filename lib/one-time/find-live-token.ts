import { database } from '@/lib/db/database'
import { hashToken } from './secrets'

/**
 * The record of an emailed token, and its owner; null if it is unknown, used or expired, or its account is disabled.
 * The caller checks what its purpose requires besides. Reads only: opening a link changes nothing.
 */
export async function findLiveToken(token: string, now: Date) {
  const db = await database()
  const row = await db.oneTimeToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      tokenHash: true,
      purpose: true,
      email: true,
      expiresAt: true,
      createdAt: true,
      user: {
        select: {
          id: true,
          username: true,
          email: true,
          emailVerified: true,
          name: true,
          passwordHash: true,
          disabledAt: true,
        },
      },
    },
  })
  return row && row.expiresAt > now && row.user.disabledAt === null ? row : null
}
