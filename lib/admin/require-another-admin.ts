import { config } from '@/lib/config/config'
import type { Transaction } from '@/lib/db/database'
import { providerOf, type Provider } from '@/lib/db/provider'
import { AppError } from '@/lib/errors/app-error'

/**
 * Holds the rows of all administrators to the end of the transaction; on SQLite, its one write lock. Always in the same
 * order, so that two who do it at once do not block each other for good.
 */
const HOLD_ADMINS: Record<Provider, string> = {
  sqlite: `UPDATE "User" SET "role" = "role" WHERE 0 = 1`,
  postgresql: `SELECT "id" FROM "User" WHERE "role" = 'admin' ORDER BY "id" FOR UPDATE`,
  mysql: "SELECT `id` FROM `User` WHERE `role` = 'admin' ORDER BY `id` FOR UPDATE",
}

/**
 * Requires that someone else is an administrator too, and will be when the transaction commits. Before all else in a
 * transaction that takes an administrator away: of two that do it at once the second sees what the first has done
 * (S54).
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
