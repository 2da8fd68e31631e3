import type { Transaction } from '@prisma/driver-adapter-utils'
import { driver } from './driver'
import { retryConflicts } from './retry-conflicts'
import { queryOf, withNames, type Statement, type Value } from './statement'

/** A statement that writes, and its values. */
export type Change = {
  statement: Statement
  values: Value[]
  /** Where it changes no row, nothing else is done either. */
  isRequired?: boolean
}

/**
 * Writes several things of which all become true or none, past Prisma: one transaction and one commit, as short as can
 * be. It is run again when the database broke it off because of a concurrent one.
 *
 * @returns false when a required change had nothing to change
 * @throws DriverAdapterError as `isUniqueViolation` and `isDatabaseUnavailable` tell
 */
export async function writeTogether(changes: Change[]): Promise<boolean> {
  const { provider, adapter } = await driver()
  return retryConflicts(() =>
    withNames(async (isNamed) => {
      const tx = await adapter.startTransaction()
      try {
        for (const { statement, values, isRequired } of changes) {
          const count = await tx.executeRaw(queryOf(statement, { provider, isNamed, values }))
          if (isRequired && count === 0) {
            await rollBack(tx)
            return false
          }
        }
        await commit(tx)
        return true
      } catch (error) {
        await rollBack(tx).catch(() => {})
        throw error
      }
    }),
  )
}

/** As Prisma ends one: some drivers need a statement, and then the connection is returned. */
async function commit(tx: Transaction): Promise<void> {
  if (!tx.options.usePhantomQuery) await tx.executeRaw(COMMIT)
  await tx.commit()
}

async function rollBack(tx: Transaction): Promise<void> {
  if (!tx.options.usePhantomQuery) await tx.executeRaw(ROLLBACK)
  await tx.rollback()
}

const COMMIT = { sql: 'COMMIT', args: [], argTypes: [] }
const ROLLBACK = { sql: 'ROLLBACK', args: [], argTypes: [] }
