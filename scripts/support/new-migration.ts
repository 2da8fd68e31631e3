import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { REVIEW_MARK } from '@/lib/db/migrations/read-migrations'
import { CliError } from './cli-error.mjs'
import { describeDataLoss } from './describe-data-loss'
import { mysqlSchema } from './mysql-schema'
import { rewriteForMysql } from './rewrite-for-mysql'
import { diffSchemas } from './schema-engine'
import { schemaFor } from '../building/schema-for.mjs'

const PROVIDERS = ['sqlite', 'postgresql', 'mysql'] as const
const NOTHING = '-- Nothing changes here: the history is the same on every database.'

type NewMigration = {
  /** What it does: `add_nickname`. */
  name: string
  /** The folder with schema.prisma and the migrations. */
  folder: string
  now: Date
}

/**
 * Writes the migration that leads from the last one's schema to the present one, for every database, and keeps the
 * present schema as a snapshot beside it. Runs nothing.
 *
 * @returns the files written, and those of them that wait for review
 * @throws CliError when the name is untidy, nothing has changed, or the schema is not valid
 */
export async function newMigration({
  name,
  folder,
  now,
}: NewMigration): Promise<{ files: string[]; toReview: string[] }> {
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name) || name.length > 60) {
    throw new CliError(
      'Name the migration by what it does, in lower-case words joined by "_": `npm run db:new add_nickname`.',
    )
  }
  const migrations = path.join(folder, 'migrations')
  const snapshots = path.join(migrations, 'schemas')
  const last = (existsSync(snapshots) ? readdirSync(snapshots) : [])
    .filter((file) => file.endsWith('.prisma'))
    .toSorted()
    .at(-1)
  const fullName = `${now.toISOString().replaceAll(/\D/g, '').slice(0, 14)}_${name}`
  if (last && `${fullName}.prisma` <= last) {
    throw new CliError(
      `${fullName} would come before the last migration, ${last.replace('.prisma', '')}: is the clock right?`,
    )
  }

  const from = last ? readFileSync(path.join(snapshots, last), 'utf8') : null
  const to = readFileSync(path.join(folder, 'schema.prisma'), 'utf8')
  const scripts = await writeScripts(from, to)
  if (Object.values(scripts).every((script) => script === '')) {
    throw new CliError('prisma/schema.prisma says nothing that the migrations do not say: change it first.')
  }

  mkdirSync(snapshots, { recursive: true })
  writeFileSync(path.join(snapshots, `${fullName}.prisma`), to)
  const files = PROVIDERS.map((provider) => {
    const file = path.join(migrations, provider, fullName, 'migration.sql')
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, `${scripts[provider] || NOTHING}\n`)
    return file
  })
  return {
    files,
    toReview: PROVIDERS.flatMap((provider, index) =>
      scripts[provider].includes(REVIEW_MARK) ? (files[index] ?? []) : [],
    ),
  }
}

async function writeScripts(from: string | null, to: string): Promise<Record<(typeof PROVIDERS)[number], string>> {
  const between = (write: (schema: string) => string) =>
    diffSchemas({ from: from === null ? null : write(from), to: write(to) })
  const whole = (schema: string | null) => (schema === null ? '' : diffSchemas({ from: null, to: mysqlSchema(schema) }))
  const script = await between(mysqlSchema)
  const marks = describeDataLoss(script)
    .map((harm) => `${REVIEW_MARK} ${harm}\n`)
    .join('')
  return {
    sqlite: marks + (await between((schema) => schemaFor(schema, 'sqlite'))),
    postgresql: marks + (await between((schema) => schemaFor(schema, 'postgresql'))),
    mysql: marks + (script && rewriteForMysql({ script, before: await whole(from), after: await whole(to) })),
  }
}
