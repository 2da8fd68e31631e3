import path from 'node:path'
import { CliError } from '../support/cli-error.mjs'
import { fingerprint, makeWhenStale } from './fingerprint.mjs'
import { listLocales } from './list-locales.mjs'
import { ROOT } from '../support/root.mjs'
import { run } from '../support/run.mjs'
import { progress } from '../support/print.mjs'

const SOURCES = [
  'prisma/schema.prisma',
  ...['generate', 'building/schema-for', 'building/make-font'].map((name) => `scripts/${name}.mjs`),
]

/**
 * Generates the list of languages, and the database clients and the font when what they are made from has changed, or
 * the way of making them.
 */
export async function generateSources() {
  listLocales()
  await makeWhenStale({
    record: path.join(ROOT, 'prisma/generated/fingerprint'),
    take: () => fingerprint(ROOT, [...SOURCES, 'package-lock.json']),
    make: () =>
      progress('Generating the database clients and the font', async () => {
        const { isOk, output } = await run(process.execPath, ['scripts/generate.mjs'])
        if (!isOk)
          throw new CliError(
            `${output.trim()}\n\nThey could not be generated: correct what is said above, then run this again.`,
          )
      }),
  })
}
