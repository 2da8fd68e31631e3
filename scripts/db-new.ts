// npm run db:new <name>: writes the migration that leads to the present prisma/schema.prisma, for every database. It
// runs nothing: read what it wrote first.
import './support/require-node.mjs'
import path from 'node:path'
import { orAdvise } from './support/advice.mjs'
import { newMigration } from './support/new-migration'
import { ROOT } from './support/root.mjs'
import { say } from './support/say.mjs'

await orAdvise(async () => {
  const name = process.argv.slice(2).join(' ')
  const { files, toReview } = await newMigration({ name, folder: path.join(ROOT, 'prisma'), now: new Date() })
  for (const file of files) say(`Wrote ${path.relative(ROOT, file)}`)
  for (const file of toReview) say(`To review by hand: ${path.relative(ROOT, file)} says where.`)
  say('Read them, then run `npm run generate` and `npm test`. docs/contributing.md says more.')
})
// The engine would keep the process alive.
process.exit()
