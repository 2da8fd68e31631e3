import type { MigrationRecord } from './history'
import type { Migration } from './read-migrations'

/**
 * How a migration stands: `pending` and `interrupted` (its process was killed, or is at it) are to be applied,
 * `failed` too once a person says so; with `edited`, `missing` (of the files) and `unreviewed` nothing is applied.
 */
export type MigrationState = {
  name: string
  state: 'applied' | 'pending' | 'interrupted' | 'failed' | 'edited' | 'missing' | 'unreviewed'
  migration?: Migration
  record?: MigrationRecord
}

/** Holds the files against the database's history. In order of names. */
export function compareMigrations(migrations: Migration[], history: MigrationRecord[]): MigrationState[] {
  const names = new Set([...migrations, ...history.filter(hasLeftSomething)].map(({ name }) => name))
  return [...names].toSorted().map((name) => {
    const migration = migrations.find((one) => one.name === name)
    // A finished record outweighs others of the same name.
    const records = history.filter((one) => one.name === name)
    const record = records.find(({ isFinished }) => isFinished) ?? records[0]
    return { name, state: stateOf(migration, record), migration, record }
  })
}

/** A newer version's migration that failed at its start changed nothing: an older version can go on. */
function hasLeftSomething({ isFinished, stepsDone, error }: MigrationRecord): boolean {
  return isFinished || stepsDone > 0 || error === null
}

function stateOf(migration?: Migration, record?: MigrationRecord): MigrationState['state'] {
  if (!migration) return 'missing'
  const hasSameFile = record?.checksum === migration.checksum
  if (record?.isFinished) return hasSameFile ? 'applied' : 'edited'
  if (record && record.stepsDone > 0 && !hasSameFile) return 'edited'
  if (!migration.isReviewed) return 'unreviewed'
  if (!record || (record.error !== null && !hasSameFile)) return 'pending'
  return record.error === null ? 'interrupted' : 'failed'
}
