import { isDriverAdapterError } from '@prisma/driver-adapter-utils'
import { Prisma } from '@/prisma/generated/sqlite/client.ts'

/**
 * What broke, as the drivers name it: SQLite's the columns, PostgreSQL's and MySQL's the index (`User_email_key`,
 * `PRIMARY`).
 */
type Violation = { cause?: { constraint?: { fields?: string[]; index?: string } } }

/**
 * Whether a write failed because another row has the same value in a unique column.
 *
 * @param column asks for that column only
 */
export function isUniqueViolation(error: unknown, column?: string): boolean {
  // As the driver threw it, from what was written past Prisma.
  if (error instanceof Error && isDriverAdapterError(error)) {
    return (
      error.cause.kind === 'UniqueConstraintViolation' &&
      (column === undefined || isAt(error as unknown as Violation, column))
    )
  }
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return false
  if (column === undefined) return true
  return isAt(error.meta?.driverAdapterError as Violation | undefined, column)
}

function isAt(violation: Violation | undefined, column: string): boolean {
  const { fields, index } = violation?.cause?.constraint ?? {}
  // Nothing else of the error is looked at: it quotes values, and someone may be called as a column is.
  return (fields ?? index?.split('_') ?? []).includes(column)
}
