import { database, type Transaction } from '@/lib/db/database'
import { statement } from '@/lib/db/statement'
import { transaction } from '@/lib/db/transaction'

const SEQUENCE = 'user'
/** Accounts of one transaction: few enough that nobody who registers in the meantime waits long. */
const BATCH = 20

/**
 * Takes the next number of an account, before all else in the transaction that makes its row: numbers ascend, and none
 * is given twice, not even when its account is deleted, since a token or a foreign table may still name it.
 *
 * @param kept the number that an imported account had in its old service: it stays, and later ones are greater
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

/**
 * As {@link takeUserNumber} without `kept`, for a transaction past Prisma: after it the number is {@link USER_NUMBER}.
 */
export const NEXT_USER_NUMBER = statement({
  name: 'next-user-number',
  sql: `UPDATE "Sequence" SET "value" = "value" + 1 WHERE "name" = '${SEQUENCE}'`,
  columns: {},
})

/** The SQL of the number that the transaction has taken. */
export const USER_NUMBER = `SELECT "value" FROM "Sequence" WHERE "name" = '${SEQUENCE}'`

/**
 * Numbers the accounts that an older version of the server made after the database was upgraded, in the order of
 * joining.
 */
export async function numberUsers(): Promise<void> {
  const db = await database()
  while (await db.user.findFirst({ where: { number: null }, select: { id: true } })) await transaction(numberBatch)
}

async function numberBatch(tx: Transaction): Promise<void> {
  // Holds the sequence, so that of several processes one looks for the accounts at a time.
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
