import type { MigrationState } from './compare-migrations'
import { REVIEW_MARK } from './read-migrations'

/** What is the matter with a migration and what to do, in a sentence or three; null while nothing is. */
export function explainMigration({ name, state, migration, record }: MigrationState): string | null {
  switch (state) {
    case 'applied':
    case 'pending':
    case 'interrupted':
      return null
    case 'failed':
      return (
        `The migration ${name} failed: ${record?.error}\n` +
        (record?.stepsDone
          ? `Its first ${record.stepsDone} of ${migration?.statements.length} statements are done: ` +
            'this database cannot take them back. '
          : 'Nothing of it was kept. ') +
        'Mend the cause, then run `npm run db:migrate`: it goes on from there. docs/upgrading.md says how to give it up.'
      )
    case 'edited':
      return record?.isFinished
        ? `The migration ${name} was edited after it was applied. ` +
            'Bring its file back as it was; what is to change is a new migration.'
        : `The migration ${name} was edited after ${record?.stepsDone} of its statements were done. ` +
            'Bring its file back as it was and run `npm run db:migrate`, or see docs/upgrading.md for how to go on by hand.'
    case 'missing':
      return (
        `The database has the migration ${name}, which is not found here: a newer version of Vestibule ran on it. ` +
        'Start that version again, or restore the database from a backup made before it.'
      )
    case 'unreviewed':
      return `The migration ${name} waits for review: do what its lines with "${REVIEW_MARK}" say, then take them out.`
  }
}
