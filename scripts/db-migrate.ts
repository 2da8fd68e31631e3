// npm run db:migrate: applies the migrations that are due, and continues one that failed. A server applies them when it
// starts; this is for those who want it done before.
import './support/require-node.mjs'
import { migrate } from '@/lib/db/migrate'
import { runOnDatabase } from './support/run-on-database'
import { print } from './support/print.mjs'

await runOnDatabase(async (databaseUrl) => {
  const names = await migrate(databaseUrl, { isRetry: true })
  for (const name of names) print(`Applied ${name}.`)
  print('Database schema is up to date.')
  return 0
})
