import { config } from '@/lib/config/config'
import type { Transaction } from './database'
import { providerOf } from './provider'

/** What an account must still be. */
type Checked = { id: string; email: string; passwordHash?: string | null }

/**
 * Holds an account's row to the end of the transaction. For what was checked before it, as a password is, since hashing
 * takes a while: a reset, or an undo of a change of address, may have committed between the check and the act.
 *
 * @returns whether the account is active and still has that address, and that password hash where one is given
 */
export async function holdAccount(tx: Transaction, account: Checked): Promise<boolean> {
  await lockRow(tx, account.id)
  // After the lock, so that it reads what is committed by then.
  const found = await tx.user.findFirst({ where: { ...account, disabledAt: null }, select: { id: true } })
  return found !== null
}

async function lockRow(tx: Transaction, id: string): Promise<void> {
  const provider = providerOf(config().databaseUrl)
  // SQLite has one write lock for all rows.
  if (provider === 'sqlite') await tx.$executeRawUnsafe('UPDATE "User" SET "role" = "role" WHERE 0 = 1')
  else if (provider === 'postgresql') await tx.$queryRawUnsafe('SELECT "id" FROM "User" WHERE "id" = $1 FOR UPDATE', id)
  else await tx.$queryRawUnsafe('SELECT `id` FROM `User` WHERE `id` = ? FOR UPDATE', id)
}
