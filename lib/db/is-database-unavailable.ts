import { Prisma } from '@/prisma/generated/sqlite/client.ts'

/** Not reachable, timed out, closed the connection, no free connection, or busy for too long. */
const UNAVAILABLE = ['P1000', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']

/** Whether a failure is the database's being away or overloaded, so that another try later makes sense. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true
  return error instanceof Prisma.PrismaClientKnownRequestError && UNAVAILABLE.includes(error.code)
}
