// npm run db:new <name>: writes the migration that leads to the present prisma/schema.prisma, for every database. It
// runs nothing: read what it wrote first.
import './support/require-node.mjs'
import path from 'node:path'
import { runCli } from './support/cli-error.mjs'
import { newMigration } from './support/new-migration'
import { ROOT } from './support/root.mjs'
import { print } from './support/print.mjs'

await runCli(async () => {
  const name = process.argv.slice(2).join(' ')
  const { files, toReview } = await newMigration({ name, folder: path.join(ROOT, 'prisma'), now: new Date() })
  for (const file of files) print(`Wrote ${path.relative(ROOT, file)}`)
  for (const file of toReview) print(`To review by hand: ${path.relative(ROOT, file)} says where.`)
  print('Read them, then run `npm run generate` and `npm test`. docs/contributing.md says more.')
})
// The engine would keep the process alive.
process.exit()
