import { Prisma } from '@/prisma/generated/sqlite/client.ts'

/**
 * Whether a write failed because another row has the same value in a unique column.
 *
 * @param column asks for that column only; databases name it, or the index made of it (`User_email_key`)
 */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false
  // With driver adapters the constraint stands in the driver's own error, as field names or as the index's name.
  return column === undefined || JSON.stringify(error.meta ?? {}).includes(column)
}
