import { record } from '@/lib/audit/record'
import type { Context } from '@/lib/context'
import { database } from '@/lib/db/database'
import { transaction } from '@/lib/db/transaction'
import { usernameKey } from './username-key'

/**
 * Gives an existing account the role `admin`. Its sessions end: a session begun as a user does not become an
 * administrator's (ASVS 7.2.4).
 *
 * @param identifier username or address
 * @returns false when there is no such account
 */
export async function promoteToAdmin(identifier: string, ctx: Context): Promise<boolean> {
  const db = await database()
  const where = { OR: [{ email: identifier.toLowerCase() }, { usernameKey: usernameKey(identifier) }] }
  const user = await db.user.findFirst({ where, select: { id: true, role: true } })
  if (!user) return false
  if (user.role === 'admin') return true
  await transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { role: 'admin' }, select: { id: true } })
    await tx.session.deleteMany({ where: { userId: user.id } })
    await record(tx, ctx, { type: 'account.role_changed', userId: user.id, detail: { role: 'admin' } })
  })
  return true
}
