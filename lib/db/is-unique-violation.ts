import { Prisma } from '@/prisma/generated/sqlite/client.ts'

/** What broke, as the drivers name it: SQLite's the columns, PostgreSQL's and MySQL's the index (`User_email_key`, `PRIMARY`). */
type Violation = { cause?: { constraint?: { fields?: string[]; index?: string } } }

/**
 * Whether a write failed because another row has the same value in a unique column.
 *
 * @param column asks for that column only
 */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false
  if (column === undefined) return true
  const { fields, index } = (error.meta?.driverAdapterError as Violation | undefined)?.cause?.constraint ?? {}
  // Nothing else of the error is looked at: it quotes values, and somebody may be called as a column is.
  return (fields ?? index?.split('_') ?? []).includes(column)
}
