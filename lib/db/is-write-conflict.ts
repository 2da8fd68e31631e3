import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from '@/prisma/generated/sqlite/client.ts'

/** MariaDB's "Record has changed since last read" (with innodb_snapshot_isolation), which Prisma has no code for. */
const CHANGED_SINCE_READ = '1020'

/**
 * Whether the database aborted because of a concurrent transaction, and a retry may succeed: a deadlock, a failed
 * serialization (P2034), or SQLite's being busy (P1008).
 */
export function isWriteConflict(error: unknown): boolean {
  // A commit that fails comes as the driver threw it.
  if (error instanceof Error && isDriverAdapterError(error)) {
    return error.cause.kind === 'TransactionWriteConflict' || error.cause.originalCode === CHANGED_SINCE_READ
  }
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false
  if (['P2034', 'P1008'].includes(error.code)) return true
  const fault = error.meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined
  return fault?.cause?.originalCode === CHANGED_SINCE_READ
}
