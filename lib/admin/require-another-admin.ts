import { config } from '@/lib/config/config'
import type { Transaction } from '@/lib/db/database'
import { providerOf, type Provider } from '@/lib/db/provider'
import { AppError } from '@/lib/errors/app-error'

/**
 * Locks the rows of all administrators until the end of the transaction; on SQLite, takes the only write lock. Always
 * in the same order, to avoid deadlocks.
 */
const HOLD_ADMINS: Record<Provider, string> = {
  sqlite: `UPDATE "User" SET "role" = "role" WHERE 0 = 1`,
  postgresql: `SELECT "id" FROM "User" WHERE "role" = 'admin' ORDER BY "id" FOR UPDATE`,
  mysql: "SELECT `id` FROM `User` WHERE `role` = 'admin' ORDER BY `id` FOR UPDATE",
}

/**
 * Requires another active administrator until the transaction commits. Call it first in a transaction that removes an
 * administrator: of two concurrent ones, the second sees the result of the first (S54).
 *
 * @throws AppError `forbidden`
 */
export async function requireAnotherAdmin(tx: Transaction, userId: string): Promise<void> {
  const provider = providerOf(config().databaseUrl)
  await (provider === 'sqlite' ? tx.$executeRawUnsafe(HOLD_ADMINS.sqlite) : tx.$queryRawUnsafe(HOLD_ADMINS[provider]))
  const other = await tx.user.findFirst({
    where: { role: 'admin', disabledAt: null, deletionDueAt: null, id: { not: userId } },
    select: { id: true },
  })
  if (!other) throw new AppError('forbidden')
}
