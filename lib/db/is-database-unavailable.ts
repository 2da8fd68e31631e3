import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from '@/prisma/generated/sqlite/client.ts'

/** Not reachable, timed out, closed the connection, lost the transaction, no free connection, or busy for too long. */
const UNAVAILABLE = ['P1000', 'P1001', 'P1002', 'P1008', 'P1017', 'P1018', 'P2024', 'P2028', 'P2034', 'P2037']

/** Whether a failure is the database's being unavailable or overloaded, so that another try later makes sense. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  // A commit that fails comes as the driver threw it, and so does what was asked past Prisma.
  if (error instanceof Error && isDriverAdapterError(error)) {
    return error.cause.kind === 'DatabaseNotReachable' || error.cause.kind === 'TransactionWriteConflict'
  }
  return error instanceof Prisma.PrismaClientKnownRequestError && UNAVAILABLE.includes(error.code)
}
