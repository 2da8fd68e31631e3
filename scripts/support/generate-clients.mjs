import path from 'node:path'
import { Advice } from './advice.mjs'
import { fingerprint, makeWhenStale } from './fingerprint.mjs'
import { ROOT } from './root.mjs'
import { run } from './run.mjs'
import { progress } from './say.mjs'

/** Generates the database clients when the schema, Prisma or the way of generating has changed. */
export async function generateClients() {
  await makeWhenStale({
    record: path.join(ROOT, 'prisma/generated/fingerprint'),
    take: () => fingerprint(ROOT, ['prisma/schema.prisma', 'scripts/generate.mjs', 'scripts/support/schema-for.mjs', 'package-lock.json']),
    make: () =>
      progress('Generating the database clients', async () => {
        const { isOk, output } = await run(process.execPath, ['scripts/generate.mjs'])
        if (!isOk) throw new Advice(`${output.trim()}\n\nThe database clients could not be generated: correct what is said above, then run this again.`)
      }),
  })
}
