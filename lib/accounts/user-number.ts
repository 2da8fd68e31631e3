import { database, type Transaction } from '@/lib/db/database'
import { statement } from '@/lib/db/statement'
import { transaction } from '@/lib/db/transaction'

const SEQUENCE = 'user'
/** Accounts per transaction: few enough that concurrent registrations do not wait long. */
const BATCH = 20

/**
 * Takes the next account number. Call it first in the transaction that creates the account. Numbers ascend and are
 * never reused, not even after the account is deleted: a token or another system's table may still contain them.
 *
 * @param kept the number that an imported account had in its old service: it is kept, and later numbers are greater
 */
export async function takeUserNumber(tx: Transaction, kept?: number): Promise<number> {
  if (kept !== undefined) {
    await tx.sequence.updateMany({ where: { name: SEQUENCE, value: { lt: kept } }, data: { value: kept } })
    return kept
  }
  const { value } = await tx.sequence.upsert({
    where: { name: SEQUENCE },
    create: { name: SEQUENCE, value: 1 },
    update: { value: { increment: 1 } },
    select: { value: true },
  })
  return value
}

/** Like {@link takeUserNumber} without `kept`, for a transaction without Prisma. {@link USER_NUMBER} then reads it. */
export const NEXT_USER_NUMBER = statement({
  name: 'next-user-number',
  sql: `UPDATE "Sequence" SET "value" = "value" + 1 WHERE "name" = '${SEQUENCE}'`,
  columns: {},
})

/** SQL that reads the number that the transaction has taken. */
export const USER_NUMBER = `SELECT "value" FROM "Sequence" WHERE "name" = '${SEQUENCE}'`

/** Numbers accounts that an older server version created after the database upgrade, in the order of joining. */
export async function numberUsers(): Promise<void> {
  const db = await database()
  while (await db.user.findFirst({ where: { number: null }, select: { id: true } })) await transaction(numberBatch)
}

async function numberBatch(tx: Transaction): Promise<void> {
  // Locks the sequence, so that only one process at a time reads the accounts without a number.
  await tx.sequence.updateMany({ where: { name: SEQUENCE }, data: { value: { increment: 0 } } })
  const users = await tx.user.findMany({
    where: { number: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: BATCH,
    select: { id: true },
  })
  for (const { id } of users) {
    const number = await takeUserNumber(tx)
    await tx.user.updateMany({ where: { id, number: null }, data: { number } })
  }
}
