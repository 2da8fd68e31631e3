import type { Transaction } from '@/lib/db/database'
import { column, readRows, statement } from '@/lib/db/statement'
import { transaction } from '@/lib/db/transaction'

const SEQUENCE = 'user'
/** Accounts of one transaction. */
const BATCH = 100

/**
 * Takes the next number of an account, before all else in the transaction that makes its row: numbers ascend, and none is
 * given twice, not even when its account is deleted, since a token or a foreign table may still name it.
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

/** As {@link takeUserNumber} without `kept`, for a transaction past Prisma: after it the number is {@link USER_NUMBER}. */
export const NEXT_USER_NUMBER = statement({
  name: 'next-user-number',
  sql: `UPDATE "Sequence" SET "value" = "value" + 1 WHERE "name" = '${SEQUENCE}'`,
  columns: {},
})

/** The SQL of the number that the transaction has taken. */
export const USER_NUMBER = `SELECT "value" FROM "Sequence" WHERE "name" = '${SEQUENCE}'`

/** Numbers the accounts that an older version of the server made after the database was upgraded, each batch in the order of joining. */
export async function numberUsers(): Promise<void> {
  for (;;) {
    const users = await readRows(UNNUMBERED, [BATCH])
    if (users.length === 0) return
    await transaction(async (tx) => {
      for (const { id } of users.toSorted((one, other) => Number(one.createdAt) - Number(other.createdAt))) {
        const number = await takeUserNumber(tx)
        await tx.user.updateMany({ where: { id, number: null }, data: { number } })
      }
    })
  }
}

/** In any order: no index serves to sort them all. */
const UNNUMBERED = statement({
  name: 'unnumbered-users',
  sql: 'SELECT "id", "createdAt" FROM "User" WHERE "number" IS NULL LIMIT ?',
  columns: { id: column.text, createdAt: column.time },
})
