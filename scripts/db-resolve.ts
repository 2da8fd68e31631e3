// npm run db:resolve applied <migration>, or rolled-back <migration>: tells the history what a person finished or
// undid by hand after a migration failed.
import './support/require-node.mjs'
import { resolveMigration } from '@/lib/db/migrations/resolve-migration'
import { CliError } from './support/cli-error.mjs'
import { runOnDatabase } from './support/run-on-database'
import { print } from './support/print.mjs'

await runOnDatabase(async (databaseUrl) => {
  const [as, name, ...rest] = process.argv.slice(2)
  if ((as !== 'applied' && as !== 'rolled-back') || !name || rest.length > 0) {
    throw new CliError(
      'Say what you did: `npm run db:resolve applied <migration>` when you finished its statements by hand,\n' +
        '`npm run db:resolve rolled-back <migration>` when you undid those that were done. See docs/upgrading.md.',
    )
  }
  await resolveMigration(databaseUrl, { as, name })
  print(`The migration ${name} counts as ${as === 'applied' ? 'applied' : 'rolled back'}.`)
  return 0
})
