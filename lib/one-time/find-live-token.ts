import { database } from '@/lib/db/database'
import { hashToken } from './secrets'

/**
 * What a mailed link's token stands for, and whose it is; null when it is unknown, used or expired, or its account is
 * disabled. What its purpose still asks for is the caller's to check. Reads only: opening a link changes nothing.
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
