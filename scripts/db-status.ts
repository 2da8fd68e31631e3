// npm run db:status: which migrations the database has, and what is to be done. Changes nothing. Exit code 0 when the
// database is up to date, 1 when it is not.
import './support/require-node.mjs'
import { explainMigration } from '@/lib/db/migrations/explain-migration'
import { migrationStatus } from '@/lib/db/migrations/migration-status'
import { providerOf } from '@/lib/db/provider'
import { runOnDatabase } from './support/run-on-database'
import { print } from './support/print.mjs'

await runOnDatabase(async (databaseUrl) => {
  const states = await migrationStatus(databaseUrl)
  print(`Migrations of prisma/migrations/${providerOf(databaseUrl)} and of the database:\n`)
  for (const { name, state } of states) print(`  ${state.padEnd(12)}${name}`)
  print('')

  const problems = states.flatMap((state) => explainMigration(state) ?? [])
  for (const problem of problems) print(problem)
  const due = states.filter(({ state }) => state === 'pending' || state === 'interrupted').length
  if (due > 0) print(`${due} not yet applied: run \`npm run db:migrate\`, or start the server.`)
  const isUpToDate = problems.length === 0 && due === 0
  if (isUpToDate) print('Database schema is up to date.')
  return isUpToDate ? 0 : 1
})
