import { Prisma } from '@/prisma/generated/sqlite/client.ts'

/** Whether a write failed because a row refers to one that is not there, or is referred to by one that is. */
export function isReferenceViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003'
}
